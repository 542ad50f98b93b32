package io.jenkins.plugins.greenlight.stage.notify;

import java.util.Optional;

/**
 * {@code notification} in greenlight.yaml.
 *
 * @param console whether the ending is written to the log
 * @param outbox  folder in the workspace in which every message becomes a file; empty for none
 */
public record NotifyConfig(boolean console, Optional<String> outbox) { }
