package io.jenkins.plugins.greenlight.stage.notify;

import io.jenkins.plugins.greenlight.parse.PlainOrSecret;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The outbox' message as a POST. */
record WebhookChannel(WebhookConfig config, WebPost post, String id, String json) implements Channel {
    @Override public String name() {
        return "webhook";
    }

    @Override public String where() {
        return config.url().toString();
    }

    @Override public Occasions on() {
        return config.on();
    }

    @Override public Tried tell(Duration left) throws InterruptedException {
        return post.send(config.url(), headers(), json, left);
    }

    /** The id is the same at each try: whoever was told and could not say so may know it again. */
    private Map<String, WebPost.Given> headers() {
        var headers = new LinkedHashMap<String, WebPost.Given>();
        config.headers().forEach((name, value) -> headers.put(name, new WebPost.Given("", value)));
        headers.put("Idempotency-Key", new WebPost.Given("", new PlainOrSecret(id, Optional.empty())));
        config.token().ifPresent(token -> headers.put("Authorization", new WebPost.Given("Bearer ",
                new PlainOrSecret(token.toString(), Optional.of(token)))));
        return headers;
    }
}
