package io.jenkins.plugins.greenlight.stage.notify;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** Why a mail was not taken, and whether another try may help: by the server's number, never by its words.
 *  @param last the number of its last answer; 0 or less where there was none */
record MailFailure(MessagingException thrown, int last, Redaction redaction) {
    Tried tried(String host) {
        String why = redaction.in(why());
        if (thrown instanceof AuthenticationFailedException && code() / 100 != 4) {
            return new Tried.Refused("the server did not take user and password: " + why);
        }
        if (has(SSLException.class)) {
            return new Tried.Refused("the connection could not become a TLS one to " + host + " (" + why
                    + "). Where its certificate is from an authority of your own, give that as caFile");
        }
        boolean passing = code() / 100 == 4 || code() / 100 != 5 && has(IOException.class);
        return passing ? Tried.Later.of(why) : new Tried.Refused(why);
    }

    private String why() {
        var inner = thrown.getNextException();
        return thrown.getMessage() + (inner == null || inner.getMessage() == null ? "" : ": " + inner.getMessage());
    }

    private int code() {
        for (Exception at = thrown; at instanceof MessagingException each; at = each.getNextException()) {
            int code = each instanceof SMTPAddressFailedException address ? address.getReturnCode()
                    : each instanceof SMTPSenderFailedException sender ? sender.getReturnCode()
                    : each instanceof SMTPSendFailedException sending ? sending.getReturnCode() : 0;
            if (code > 0) {
                return code;
            }
        }
        return last;
    }

    private boolean has(Class<? extends Throwable> type) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return true;
            }
        }
        return false;
    }
}
