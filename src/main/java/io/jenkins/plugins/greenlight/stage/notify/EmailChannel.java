package io.jenkins.plugins.greenlight.stage.notify;

import io.jenkins.plugins.greenlight.parse.Authorities;
import io.jenkins.plugins.greenlight.parse.Credential;
import io.jenkins.plugins.greenlight.port.Ports;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.Properties;

/** By SMTP. What is secret is said after the connection became a TLS one to the server that was meant, or to this host alone. */
final class EmailChannel implements Channel {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private final EmailConfig config;
    private final MailMessage.Content content;
    private final Ports ports;
    private final MailSockets sockets = new MailSockets();

    EmailChannel(EmailConfig config, MailMessage.Content content, Ports ports) {
        this.config = config;
        this.content = content;
        this.ports = ports;
    }

    @Override public String name() {
        return "email";
    }

    @Override public String where() {
        return String.join(", ", config.to()) + " by " + config.host() + ":" + config.port();
    }

    @Override public Occasions on() {
        return config.on();
    }

    @Override public void abort() {
        sockets.close();
    }

    @Override public Tried tell(Duration left) {
        var redaction = new Redaction();
        try {
            var password = config.login().map(EmailConfig.Login::password);
            String secret = password.isPresent() ? revealed(password.get(), redaction) : null;
            var session = Session.getInstance(properties(left));
            var line = new MailLine(session);
            try {
                return send(new MailMessage(session, config, content), line, secret);
            } catch (MessagingException e) {
                return new MailFailure(e, line.getLastReturnCode(), redaction).tried(config.host());
            }
        } catch (IOException e) {
            return new Tried.Refused(redaction.in(e.getMessage()));
        }
    }

    private String revealed(Credential password, Redaction redaction) throws IOException {
        String secret = password.reveal(ports.variables()::value);
        redaction.secret(secret).secret("\0" + config.login().orElseThrow().user() + "\0" + secret);
        return secret;
    }

    /** @param password null for none */
    private Tried send(MailMessage message, MailLine line, String password) throws MessagingException {
        try (line) {
            line.connect(config.host(), config.port(), config.login().map(EmailConfig.Login::user).orElse(null), password);
            line.sendMessage(message, message.getAllRecipients());
        }
        return new Tried.Told();
    }

    private Properties properties(Duration left) throws IOException {
        var properties = new Properties();
        long millis = Math.max(1, (left.compareTo(LONGEST_WAIT) < 0 ? left : LONGEST_WAIT).toMillis());
        for (var limit : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
            properties.put("mail.smtp." + limit, String.valueOf(millis));
        }
        properties.put("mail.smtp.auth", String.valueOf(config.login().isPresent()));
        properties.put("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
        properties.put("mail.smtp.socketFactory", sockets);
        properties.put("mail.smtp.socketFactory.fallback", "false");
        properties.put("mail.smtp.starttls.enable", String.valueOf(config.starttls()));
        properties.put("mail.smtp.starttls.required", String.valueOf(config.starttls()));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
        if (config.caFile().isPresent()) {
            properties.put("mail.smtp.ssl.socketFactory",
                    Authorities.only(ports.workspace().resolve(config.caFile().get()), "notification.email.caFile").getSocketFactory());
        }
        return properties;
    }
}
