package io.jenkins.plugins.greenlight.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A report that wants its reader to open something else: no file is read, no address is asked. */
class ExternalEntityTest {
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private HttpServer server;
    private String address;
    @TempDir private Path folder;

    @BeforeEach void someoneListens() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            byte[] answer = "<!ENTITY x 'asked'>".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        address = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach void nobodyListens() {
        server.stop(0);
    }

    static Stream<Arguments> declarations() {
        var all = List.of("<!ENTITY x SYSTEM 'FILE'>", "<!ENTITY x SYSTEM 'HTTP/x'>", "<!ENTITY x PUBLIC 'p' 'HTTP/x'>",
                "<!ENTITY % x SYSTEM 'FILE'> %x;", "<!ENTITY % x SYSTEM 'HTTP/x.dtd'> %x;",
                "<!ENTITY % a SYSTEM 'FILE'><!ENTITY % b \"<!ENTITY c SYSTEM 'HTTP/?%a;'>\"> %b;", "<!ENTITY x 'inside'>",
                "<!NOTATION n SYSTEM 'HTTP/n'><!ENTITY x SYSTEM 'FILE' NDATA n>");
        return Sample.xml().stream().flatMap(sample -> all.stream().map(one -> Arguments.of(sample, one)));
    }

    @ParameterizedTest @MethodSource("declarations")
    void refusesAReportThatDeclaresAnything(Sample sample, String declaration) throws IOException {
        var secret = Files.writeString(folder.resolve("secret"), "top-secret");
        String doctype = "<!DOCTYPE " + sample.root() + " [" + declaration.replace("FILE", secret.toUri().toString())
                .replace("HTTP", address) + "]>";

        for (String text : List.of(with(sample, doctype, "plain"), with(sample, doctype, "&x;"))) {
            assertThat(Seen.in(sample, text)).isEmpty();
        }
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest @EnumSource(value = Sample.class, names = {"SPOTBUGS", "JACOCO", "COBERTURA"})
    void readsAReportThatNamesADtdWithoutAskingForIt(Sample sample) throws IOException {
        var dtd = Files.writeString(folder.resolve("report.dtd"), "<!ENTITY x 'fetched'>");
        for (String where : List.of(address + "/report.dtd", dtd.toUri().toString())) {
            String doctype = "<!DOCTYPE " + sample.root() + " SYSTEM '" + where + "'>";

            assertThat(Seen.in(sample, with(sample, doctype, "plain"))).contains(new Seen(sample.count(), false));
            assertThat(Seen.in(sample, with(sample, doctype, "&x;"))).isEmpty();
        }
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest @EnumSource(value = Sample.class, names = {"SPOTBUGS", "JACOCO", "COBERTURA"})
    void includesNothingAndFollowsNoSchema(Sample sample) {
        String text = sample.text().replaceFirst("<" + sample.root(), "<" + sample.root()
                + " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:noNamespaceSchemaLocation='" + address + "/s.xsd'"
                + " xmlns:xi='http://www.w3.org/2001/XInclude'").replaceFirst("<\\?xml[^>]*>\\s*",
                "$0<?xml-stylesheet type='text/xsl' href='" + address + "/s.xsl'?>\n");
        String inside = text.replaceFirst("(?=</" + sample.root() + ">)", "<xi:include href='" + address + "/i.xml'/>");

        assertThat(Seen.in(sample, text)).contains(new Seen(sample.count(), false));
        Seen.in(sample, inside);
        assertThat(asked).isEmpty();
    }

    /** Or the tests above would pass with a server that sees nothing. */
    @Test void seesWhoeverAsks() throws Exception {
        java.net.http.HttpClient.newHttpClient().send(java.net.http.HttpRequest.newBuilder(java.net.URI.create(address + "/x")).build(),
                java.net.http.HttpResponse.BodyHandlers.discarding());

        assertThat(asked).containsExactly("/x");
    }

    private static String with(Sample sample, String doctype, String text) {
        String bare = sample.text().replaceFirst("(?s)<!DOCTYPE[^>]*>\\s*", "").replace("plain", text);
        int end = bare.indexOf("?>") + 2;
        return bare.substring(0, end) + "\n" + doctype + bare.substring(end);
    }
}
