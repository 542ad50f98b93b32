package io.jenkins.plugins.greenlight.stage.notify;

import io.jenkins.plugins.greenlight.parse.Credential;
import java.util.Optional;

/**
 * {@code notification.slack}: an incoming webhook of Slack, or of what understands its messages.
 *
 * @param url     holds the right to post, hence a secret
 * @param channel other than the webhook's own, where that allows it; empty for its own
 */
public record SlackConfig(Credential url, Optional<String> channel, Occasions on) { }
