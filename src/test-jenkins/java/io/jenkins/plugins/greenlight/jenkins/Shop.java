package io.jenkins.plugins.greenlight.jenkins;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A small application, as its repository would hold it: a program, coverage of 79 lines in 100, a greenlight.yaml. */
final class Shop {
    private static final String APP = """
            import com.sun.net.httpserver.HttpServer;
            import java.net.InetSocketAddress;

            class App {
                public static void main(String[] args) throws Exception {
                    var server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(System.getenv("PORT"))), 0);
                    server.createContext("/", exchange -> {
                        exchange.getResponseHeaders().set("X-Greenlight-Release", System.getenv("GREENLIGHT_RELEASE"));
                        exchange.sendResponseHeaders(200, -1);
                        exchange.close();
                    });
                    server.start();
                }
            }
            """;
    private static final String COVERAGE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <report name="shop"><package name="shop"><class name="shop/App" sourcefilename="App.java">
            <counter type="LINE" missed="21" covered="79"/></class><sourcefile name="App.java">
            <counter type="LINE" missed="21" covered="79"/></sourcefile><counter type="LINE" missed="21" covered="79"/></package>
            <counter type="LINE" missed="21" covered="79"/></report>
            """;

    final Path folder;
    private final int[] ports;

    /** @param folder new; holds the repository and, beside it, the state of production */
    Shop(Path folder) throws IOException {
        this.folder = folder;
        this.ports = freePorts(4);
        Files.createDirectories(repository());
        Files.writeString(repository().resolve("App.java"), APP);
        Files.writeString(repository().resolve("jacoco.xml"), COVERAGE);
        Files.writeString(repository().resolve("greenlight.yaml"), """
                version: 1
                app: shop
                coverage:
                  reports: [jacoco.xml]
                  sources: ["*.java"]
                  checks: ["line >= 75%%"]
                image:
                  name: shop
                  javaModules: [java.base, jdk.httpserver, jdk.compiler]
                  files: {App.java: app/App.java}
                  entrypoint: [jre/bin/java, "-Djava.io.tmpdir=.", app/App.java]
                production:
                  target: process
                  slots: {blue: %d, green: %d}
                  router: {port: %d, admin: %d}
                  watch: {duration: 20s, minSamples: 20, checks: ["errors < 5%%"]}
                  state: %s
                notification: {outbox: outbox}
                """.formatted(ports[2], ports[3], ports[0], ports[1], folder.resolve("state")));
    }

    Path repository() {
        return folder.resolve("repository");
    }

    /** The first lines of a Pipeline: what a check-out would do. */
    String checkOut() {
        return "sh \"cp " + repository() + "/* .\"\n";
    }

    /** The release that users reach now. */
    String live() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports[0] + "/")).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()).headers()
                .firstValue("X-Greenlight-Release").orElse("none");
    }

    /** What production's journal says. */
    String journal() throws IOException {
        return Files.readString(folder.resolve("state/shop/production/journal.json"));
    }

    private static int[] freePorts(int count) throws IOException {
        var sockets = new ServerSocket[count];
        for (int i = 0; i < count; i++) {
            sockets[i] = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        }
        var free = Arrays.stream(sockets).mapToInt(ServerSocket::getLocalPort).toArray();
        for (var socket : sockets) {
            socket.close();
        }
        return free;
    }
}
