package io.jenkins.plugins.greenlight.docker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** An authority, an engine's certificate and a client's, as Docker lays them out; made anew by openssl. */
public final class TestCertificates {
    private TestCertificates() { }

    /** @return with {@code ca.pem}, {@code cert.pem}, {@code key.pem}, and the engine's {@code server-cert.pem} and {@code server-key.pem} */
    public static Path in(Path folder) throws IOException, InterruptedException {
        Assumptions.assumeTrue(Stream.of(System.getenv("PATH").split(":")).anyMatch(bin -> Files.isExecutable(Path.of(bin, "openssl"))),
                "There is no openssl in PATH.");
        Files.createDirectories(folder);
        openssl(folder, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=test authority",
                "-keyout", "ca-key.pem", "-out", "ca.pem");
        signed(folder, "server-", "subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth\n");
        signed(folder, "", "extendedKeyUsage=clientAuth\n");
        return folder;
    }

    private static void signed(Path folder, String prefix, String extensions) throws IOException, InterruptedException {
        Files.writeString(folder.resolve(prefix + "ext"), extensions);
        openssl(folder, "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=" + prefix + "test", "-keyout",
                prefix + "key.pem", "-out", prefix + "csr");
        openssl(folder, "x509", "-req", "-days", "2", "-in", prefix + "csr", "-CA", "ca.pem", "-CAkey", "ca-key.pem", "-CAcreateserial", "-extfile",
                prefix + "ext", "-out", prefix + "cert.pem");
    }

    private static void openssl(Path folder, String... arguments) throws IOException, InterruptedException {
        var argv = Stream.concat(Stream.of("openssl"), List.of(arguments).stream()).toList();
        var process = new ProcessBuilder(argv).directory(folder.toFile()).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(argv + ": " + said);
        }
    }
}
