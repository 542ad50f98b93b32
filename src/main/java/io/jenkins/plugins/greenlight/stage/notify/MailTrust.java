package io.jenkins.plugins.greenlight.stage.notify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Whose certificates a mail server may show: those signed by the authorities in a file, and by no other. */
final class MailTrust {
    private MailTrust() { }

    /** @param caFile one or more certificates in PEM
     *  @throws IOException when there are none in it */
    static SSLSocketFactory of(Path caFile) throws IOException {
        try (var in = Files.newInputStream(caFile)) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (var authority : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority-" + count++, authority);
            }
            if (count == 0) {
                throw new CertificateException("it is empty");
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IOException("email.caFile: " + caFile + " holds no certificates (" + e.getMessage() + "). Expected some in PEM.", e);
        } catch (IOException e) {
            throw new IOException("email.caFile: " + caFile + " cannot be read (" + e.getClass().getSimpleName() + "). Expected certificates in PEM.", e);
        }
    }
}
