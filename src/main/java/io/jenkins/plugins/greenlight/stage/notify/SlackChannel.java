package io.jenkins.plugins.greenlight.stage.notify;

import io.jenkins.plugins.greenlight.parse.PlainOrSecret;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** @param json a message of Slack */
record SlackChannel(SlackConfig config, WebPost post, String json) implements Channel {
    @Override public String name() {
        return "slack";
    }

    @Override public String where() {
        return config.channel().map(channel -> channel + " by ").orElse("") + config.url();
    }

    @Override public Occasions on() {
        return config.on();
    }

    @Override public Tried tell(Duration left) throws InterruptedException {
        return post.send(new PlainOrSecret(config.url().toString(), Optional.of(config.url())), Map.of(), json, left);
    }
}
