package org.kohsuke.stapler;

import java.net.URL;

public class HttpResponses {
    public HttpResponses() { }

    public static HttpResponseException ok() { throw new UnsupportedOperationException(); }

    public static HttpResponseException notFound() { throw new UnsupportedOperationException(); }

    public static HttpResponseException forbidden() { throw new UnsupportedOperationException(); }

    public static HttpResponseException status(int number) { throw new UnsupportedOperationException(); }

    public static HttpResponseException error(int number, String text) { throw new UnsupportedOperationException(); }

    public static HttpResponseException error(Throwable throwable) { throw new UnsupportedOperationException(); }

    public static HttpResponseException error(int number, Throwable throwable) {
        throw new UnsupportedOperationException();
    }

    public static HttpResponseException errorWithoutStack(int number, String text) {
        throw new UnsupportedOperationException();
    }

    public static HttpRedirect redirectTo(String text) { throw new UnsupportedOperationException(); }

    public static HttpRedirect redirectTo(int number, String text) { throw new UnsupportedOperationException(); }

    public static HttpResponse redirectToDot() { throw new UnsupportedOperationException(); }

    public static HttpResponse staticResource(URL uRL) { throw new UnsupportedOperationException(); }

    public static HttpResponse staticResource(URL uRL, long number) { throw new UnsupportedOperationException(); }

    public static HttpResponse html(String text) { throw new UnsupportedOperationException(); }

    public static HttpResponse literalHtml(String text) { throw new UnsupportedOperationException(); }

    public static HttpResponse plainText(String text) { throw new UnsupportedOperationException(); }

    public static HttpResponse text(String text) { throw new UnsupportedOperationException(); }

    public static abstract class HttpResponseException extends RuntimeException implements HttpResponse {
        public HttpResponseException() { }

        public HttpResponseException(String text) { }

        public HttpResponseException(String text, Throwable throwable) { }

        public HttpResponseException(Throwable throwable) { }
    }
}
