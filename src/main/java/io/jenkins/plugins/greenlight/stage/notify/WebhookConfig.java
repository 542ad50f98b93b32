package io.jenkins.plugins.greenlight.stage.notify;

import io.jenkins.plugins.greenlight.parse.Credential;
import io.jenkins.plugins.greenlight.parse.PlainOrSecret;
import java.util.Map;
import java.util.Optional;

/**
 * {@code notification.webhook}: the outbox' message, posted.
 *
 * @param url     https, or http on this host
 * @param token   sent as {@code Authorization: Bearer}; empty for none
 * @param headers names to values
 */
public record WebhookConfig(PlainOrSecret url, Optional<Credential> token, Map<String, PlainOrSecret> headers, Occasions on) {
    public WebhookConfig {
        headers = Map.copyOf(headers);
    }
}
