package io.jenkins.plugins.greenlight.stage.notify;

import io.jenkins.plugins.greenlight.parse.Credential;
import java.util.List;
import java.util.Optional;

/**
 * {@code notification.email}: by SMTP.
 *
 * @param to       at least one
 * @param login    empty where the server wants none
 * @param starttls whether the connection must become a TLS one before anything is said; false only for a server on this host
 * @param caFile   PEM certificates that the server's is checked by, in the workspace or from the root on; empty for Java's own
 */
public record EmailConfig(String host, int port, String from, List<String> to, Optional<Login> login, boolean starttls,
                          Optional<String> caFile, Occasions on) {
    public EmailConfig {
        to = List.copyOf(to);
    }

    /** @param user as the server knows the sender */
    public record Login(String user, Credential password) { }
}
