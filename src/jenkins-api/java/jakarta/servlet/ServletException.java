package jakarta.servlet;

public class ServletException extends Exception {
    public ServletException() { }

    public ServletException(String text) { }

    public ServletException(String text, Throwable throwable) { }

    public ServletException(Throwable throwable) { }

    public Throwable getRootCause() { throw new UnsupportedOperationException(); }
}
