package io.jenkins.plugins.greenlight.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server with its own certificate for 127.0.0.1. */
class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path folder;
    private KeyStore keys;
    private HttpsServer server;

    @BeforeEach void start() throws Exception {
        keys = keys("ip:127.0.0.1");
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[] {'o', 'k'});
            exchange.close();
        });
        server.start();
    }

    @AfterEach void stop() {
        server.stop(0);
    }

    @Test void loadsAnHttpsAddressWhoseCertificateIsTrusted() throws Exception {
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);

        var result = new LoadEngine(SslContextBuilder.forClient().trustManager(trust)).run(plan("127.0.0.1"), new Loads.Lines());

        assertThat(result.good()).isEqualTo(20);
    }

    @Test void refusesACertificateForAnotherName() throws Exception {
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);

        var result = new LoadEngine(SslContextBuilder.forClient().trustManager(trust)).run(plan("localhost"), new Loads.Lines());

        assertThat(result.errors()).containsEntry(ErrorKind.CONNECT, 20L);
    }

    @Test void refusesACertificateThatNobodyTrusts() throws Exception {
        var result = new LoadEngine().run(plan("127.0.0.1"), new Loads.Lines());

        assertThat(result.errors()).containsEntry(ErrorKind.CONNECT, 20L);
    }

    private LoadPlan plan(String host) {
        return Loads.of(URI.create("https://" + host + ":" + server.getAddress().getPort())).timeout(10_000).plan();
    }

    private KeyStore keys(String name) throws IOException, InterruptedException, java.security.GeneralSecurityException {
        var file = folder.resolve("keys.p12");
        var keytool = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "own", "-keyalg", "EC", "-dname", "CN=test", "-ext", "san=" + name,
                "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", new String(PASSWORD)))
                .redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes());
        assertThat(keytool.waitFor()).as(said).isZero();
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }
}
