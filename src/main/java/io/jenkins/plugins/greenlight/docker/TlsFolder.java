package io.jenkins.plugins.greenlight.docker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The certificates with which a client and an engine know each other, as Docker lays them out. */
final class TlsFolder {
    private static final Pattern KEY = Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private TlsFolder() { }

    static SSLContext context(Path folder) throws EngineException {
        try {
            var certificates = CertificateFactory.getInstance("X.509");
            var keys = empty();
            keys.setKeyEntry("client", key(folder.resolve("key.pem")), new char[0],
                    all(certificates, folder.resolve("cert.pem")).toArray(Certificate[]::new));
            var trusted = empty();
            for (var authority : all(certificates, folder.resolve("ca.pem"))) {
                trusted.setCertificateEntry("ca-" + trusted.size(), authority);
            }
            return context(keys, trusted);
        } catch (IOException | GeneralSecurityException e) {
            throw new EngineException("The certificates for the Docker Engine in " + folder + " cannot be used: " + e + ". Expected"
                    + " ca.pem, cert.pem and key.pem, the key as PKCS #8 without a password (openssl pkcs8 -topk8 -nocrypt).", 0, e);
        }
    }

    private static SSLContext context(KeyStore keys, KeyStore trusted) throws GeneralSecurityException {
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, new char[0]);
        var others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        others.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), others.getTrustManagers(), null);
        return context;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        return store;
    }

    private static Collection<? extends Certificate> all(CertificateFactory certificates, Path file)
            throws IOException, GeneralSecurityException {
        try (var in = Files.newInputStream(file)) {
            return certificates.generateCertificates(in);
        }
    }

    private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        var form = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        if (!form.find()) {
            throw new InvalidKeySpecException(file + " holds no \"BEGIN PRIVATE KEY\"");
        }
        var bytes = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(form.group(1)));
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(bytes);
        } catch (InvalidKeySpecException e) {
            return KeyFactory.getInstance("EC").generatePrivate(bytes);
        }
    }
}
