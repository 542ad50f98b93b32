package io.jenkins.plugins.greenlight.stage.notify;

import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.report.DeliveryReport;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The configured ways out of this host, each with what it has to say. */
record Channels(NotifyConfig config, DeliveryReport report, Ports ports) {
    /** @param id the message's, the same for all */
    List<Channel> of(Instant now, String id, Optional<URI> link) {
        var channels = new ArrayList<Channel>();
        var post = new WebPost(ports);
        config.webhook().ifPresent(hook -> channels.add(new WebhookChannel(hook, post, id, Message.json(report, now, link))));
        config.slack().ifPresent(slack -> channels.add(new SlackChannel(slack, post, SlackMessage.json(report, link, slack.channel()))));
        config.email().ifPresent(email -> channels.add(new EmailChannel(email, new MailMessage.Content(report, link, now, id), ports)));
        return channels;
    }
}
