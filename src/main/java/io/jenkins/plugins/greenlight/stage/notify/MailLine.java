package io.jenkins.plugins.greenlight.stage.notify;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** A connection to a mail server whose end is no failure: what was sent before it is sent. */
final class MailLine extends SMTPTransport {
    MailLine(Session session) {
        super(session, null);
    }

    @Override public synchronized void close() {
        try {
            super.close();
        } catch (MessagingException e) {
            return; // the server hung up first
        }
    }
}
