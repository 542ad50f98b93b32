package io.jenkins.plugins.greenlight.stage.notify;

import io.jenkins.plugins.greenlight.report.DeliveryReport;
import io.jenkins.plugins.greenlight.report.MailHtml;
import io.jenkins.plugins.greenlight.report.ReportText;
import io.jenkins.plugins.greenlight.report.Visible;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/** How a delivery ended, as a mail with a text and an HTML of the same. Who gets it twice can tell by its Message-ID. */
final class MailMessage extends MimeMessage {
    private static final int SUBJECT = 150;
    private static final String UTF_8 = StandardCharsets.UTF_8.name();
    private final String id;

    /** @param content what it says, and when
     *  @throws MessagingException when an address is none */
    MailMessage(Session session, EmailConfig config, Content content) throws MessagingException {
        super(session);
        this.id = "<" + content.id() + config.from().substring(config.from().lastIndexOf('@')) + ">";
        setFrom(new InternetAddress(config.from(), true));
        for (var to : config.to()) {
            addRecipient(RecipientType.TO, new InternetAddress(to, true));
        }
        setSubject(subject(content.report()), UTF_8);
        setSentDate(Date.from(content.at()));
        setHeader("Auto-Submitted", "auto-generated");
        var both = new MimeMultipart("alternative");
        both.addBodyPart(part(String.join("\r\n", ReportText.lines(content.report()))
                + content.link().map(uri -> "\r\n\r\n" + uri.toASCIIString()).orElse("") + "\r\n", "plain"));
        both.addBodyPart(part(MailHtml.page(content.report(), content.link()), "html"));
        setContent(both);
        saveChanges();
    }

    /** @param id letters, digits and dashes */
    record Content(DeliveryReport report, Optional<URI> link, Instant at, String id) { }

    private static MimeBodyPart part(String text, String kind) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(text, UTF_8, kind);
        return part;
    }

    private static String subject(DeliveryReport report) {
        String subject = Visible.line("[Greenlight] " + Message.title(report));
        return subject.length() <= SUBJECT ? subject : subject.substring(0, subject.offsetByCodePoints(SUBJECT - 2, -1)) + "…";
    }

    @Override protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }
}
