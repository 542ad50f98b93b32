package io.jenkins.plugins.greenlight.parse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Whose certificates a server may show. */
public final class Authorities {
    private Authorities() { }

    /**
     * Those in a file, and no other.
     *
     * @param caFile one or more certificates in PEM
     * @param key    of the configuration that names the file, for messages
     * @throws IOException when there are none in it
     */
    public static SSLContext only(Path caFile, String key) throws IOException {
        return read(caFile, key, false);
    }

    /** As {@link #only}, and Java's own authorities beside them. */
    public static SSLContext also(Path caFile, String key) throws IOException {
        return read(caFile, key, true);
    }

    private static SSLContext read(Path caFile, String key, boolean others) throws IOException {
        try (var in = Files.newInputStream(caFile)) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (var authority : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority-" + store.size(), authority);
            }
            if (store.size() == 0) {
                throw new CertificateException("it is empty");
            }
            if (others) {
                addOwn(store);
            }
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust(store).getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(key + ": " + caFile + " holds no certificates (" + e.getMessage() + "). Expected some in PEM.",
                    e);
        } catch (IOException e) {
            throw new IOException(key + ": " + caFile + " cannot be read (" + e.getClass().getSimpleName()
                    + "). Expected certificates in PEM.", e);
        }
    }

    private static void addOwn(KeyStore store) throws GeneralSecurityException {
        for (var manager : trust(null).getTrustManagers()) {
            if (manager instanceof X509TrustManager own) {
                for (var authority : own.getAcceptedIssuers()) {
                    store.setCertificateEntry("authority-" + store.size(), authority);
                }
            }
        }
    }

    /** @param store null for Java's own */
    private static TrustManagerFactory trust(KeyStore store) throws GeneralSecurityException {
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust;
    }
}
