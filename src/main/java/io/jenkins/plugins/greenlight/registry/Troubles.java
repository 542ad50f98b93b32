package io.jenkins.plugins.greenlight.registry;

import io.jenkins.plugins.greenlight.parse.Said;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** What kept an answer from coming, by the kind of exception and never by its words. */
final class Troubles {
    private final Optional<Path> ca;

    Troubles(Optional<Path> ca) {
        this.ca = ca;
    }

    Failure hangs(URI uri, Duration timeout, Throwable cause) {
        return Failure.passing("no byte moved for " + seconds(timeout) + " s at " + place(uri),
                "Expected an answer. See whether the registry, its storage and the network are well; image.registry.timeout says"
                + " how long is waited.", cause);
    }

    /** @param timeout without any progress */
    Failure of(URI uri, Duration timeout, Throwable cause) {
        if (has(cause, UnresolvedAddressException.class)) {
            return Failure.lasting("the host " + uri.getHost() + " is not known",
                    "Expected a name that this machine can look up. Check the image's name and the DNS.", cause);
        }
        if (cause instanceof HttpConnectTimeoutException) {
            return Failure.passing("no connection to " + place(uri) + " came about in " + seconds(Wire.connectPatience(timeout))
                    + " s", "Expected a registry there. See whether it and the network are well, and whether a firewall is in"
                    + " between.", cause);
        }
        if (cause instanceof ConnectException) {
            return Failure.passing("nothing accepts connections at " + place(uri),
                    "Expected a registry there. Start it, or correct the image's name.", cause);
        }
        if (has(cause, CertificateException.class)) {
            return certificate(uri, cause);
        }
        if (cause instanceof SSLException) {
            return tls(uri, cause);
        }
        return cause instanceof ProtocolException ? Failure.lasting("what answers at " + place(uri) + " does not speak HTTP",
                "Expected a registry. Correct the image's name" + ("http".equals(uri.getScheme()) ? ", or take "
                + uri.getAuthority() + " out of image.registry.insecure if it speaks TLS" : "") + ".", cause)
                : Failure.passing("the connection to " + place(uri) + " broke off (" + words(cause) + ")", "Expected a"
                + " whole answer. See the registry's own log, and that of what stands before it.", cause);
    }

    private Failure certificate(URI uri, Throwable cause) {
        boolean chain = has(cause, CertPathBuilderException.class) || has(cause, CertPathValidatorException.class);
        if (!chain) {
            return Failure.lasting("the certificate of " + place(uri) + " is not for " + uri.getHost(),
                    "Expected one with that name or address in it. Name the registry as its certificate does, or give it another"
                    + " certificate.", cause);
        }
        return Failure.lasting("the certificate of " + place(uri) + " is not signed by one of Java's own authorities"
                + ca.map(file -> " nor by one in " + file).orElse(""), "Expected one that is, and is valid today. "
                + (ca.isPresent() ? "Put the certificate of the registry's authority into that file (image.registry.caFile)."
                : "Name a file with the certificate of the registry's authority in PEM: image.registry.caFile."), cause);
    }

    /** Asks once more without TLS and without credentials, to tell what is wrong. */
    private Failure tls(URI uri, Throwable cause) {
        if (speaksHttp(uri)) {
            return Failure.lasting(place(uri) + " speaks plain HTTP, not TLS",
                    "Expected TLS. Let the registry speak it, or, where nobody can listen in between, name it:"
                    + " image.registry.insecure: [\"" + uri.getAuthority() + "\"].", cause);
        }
        return Failure.passing("no TLS connection came about with " + place(uri) + " (" + words(cause) + ")",
                "Expected TLS 1.2 or 1.3. See the registry's own log.", cause);
    }

    private static boolean speaksHttp(URI uri) {
        try {
            var connection = (HttpURLConnection) URI.create("http://" + uri.getRawAuthority() + "/v2/").toURL().openConnection();
            connection.setInstanceFollowRedirects(false);
            connection.setConnectTimeout(2000);
            connection.setReadTimeout(2000);
            int code = connection.getResponseCode();
            return code > 0 && code != HttpURLConnection.HTTP_BAD_REQUEST; // so answers TLS to HTTP
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean has(Throwable thrown, Class<? extends Throwable> kind) {
        return Stream.iterate(thrown, each -> each != null, Throwable::getCause).limit(20).anyMatch(kind::isInstance);
    }

    private static String words(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : Said.brief(cause.getMessage());
    }

    private static String place(URI uri) {
        return uri.getRawAuthority();
    }

    private static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? Long.toString(time.toSeconds()) : Double.toString(time.toMillis() / 1000.0);
    }
}
