package io.jenkins.plugins.greenlight.stage.notify;

import java.time.Duration;
import java.util.Optional;

/**
 * {@code notification} in greenlight.yaml.
 *
 * @param console   whether the ending is written to the log
 * @param outbox    folder in the workspace in which every message becomes a file; empty for none
 * @param reportUrl where people read the report: may hold {@code ${NAME}}, a variable that is no secret; empty for nowhere
 * @param timeout   of all channels together
 */
public record NotifyConfig(boolean console, Optional<String> outbox, Optional<String> reportUrl, Duration timeout,
                           Optional<WebhookConfig> webhook, Optional<SlackConfig> slack, Optional<EmailConfig> email) {
    public static final Duration USUAL_TIMEOUT = Duration.ofSeconds(30);

    /** No channel that leaves this host. */
    public NotifyConfig(boolean console, Optional<String> outbox) {
        this(console, outbox, Optional.empty(), USUAL_TIMEOUT, Optional.empty(), Optional.empty(), Optional.empty());
    }

    NotifyConfig within(Duration most) {
        return new NotifyConfig(console, outbox, reportUrl, timeout.compareTo(most) < 0 ? timeout : most, webhook, slack, email);
    }
}
