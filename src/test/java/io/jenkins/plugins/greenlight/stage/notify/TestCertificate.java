package io.jenkins.plugins.greenlight.stage.notify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate that signed itself, made by the JDK's keytool.
 *  @param caFile  it in PEM
 *  @param keyFile its key in PEM
 *  @param context of a server that shows it */
public record TestCertificate(Path caFile, Path keyFile, SSLContext context) {
    private static final char[] PASSWORD = "changeit".toCharArray();

    /** @param name what it is for, such as {@code ip:127.0.0.1}; several parted by commas */
    public static TestCertificate of(Path folder, String name) throws Exception {
        var store = folder.resolve(name.replaceAll("[:,]", "-") + ".p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var process = new ProcessBuilder(keytool, "-genkeypair", "-keystore", store.toString(), "-storepass", "changeit", "-alias", "server",
                "-keyalg", "EC", "-dname", "CN=test", "-ext", "bc:critical=ca:true", "-ext", "san=" + name, "-validity", "30")
                .redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException(said);
        }
        var keys = KeyStore.getInstance(store.toFile(), PASSWORD);
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return new TestCertificate(pem(store, ".pem", "CERTIFICATE", keys.getCertificate("server").getEncoded()),
                pem(store, ".key", "PRIVATE KEY", keys.getKey("server", PASSWORD).getEncoded()), context);
    }

    private static Path pem(Path beside, String ending, String label, byte[] content) throws IOException {
        return Files.writeString(Path.of(beside.toString().replace(".p12", ending)), "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder().encodeToString(content) + "\n-----END " + label + "-----\n");
    }
}
