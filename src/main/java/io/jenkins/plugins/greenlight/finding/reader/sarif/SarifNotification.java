package io.jenkins.plugins.greenlight.finding.reader.sarif;

import io.jenkins.plugins.greenlight.parse.JsonStream;

/** What a tool says about its own run (SARIF 2.1.0 §3.58). */
final class SarifNotification {
    private final SarifMessage message = new SarifMessage();
    private final SarifReference descriptor = new SarifReference();
    private String level = "";

    /** @param json at the notification */
    void read(JsonStream json) {
        json.fields(key -> {
            if (json.isNull()) {
                return;
            }
            switch (key) {
                case "level" -> level = json.text();
                case "message" -> message.read(json);
                case "descriptor" -> descriptor.read(json);
                default -> { }
            }
        });
    }

    /** Whether it is an error, or its descriptor has to say. */
    boolean mayFail() {
        return level.equals("error") || level.isEmpty();
    }

    /** How many characters of it are kept. */
    int size() {
        return message.raw().length();
    }

    /** A level that is not given is the descriptor's default. */
    boolean isError(SarifComponent driver) {
        return (level.isEmpty() ? driver.notification(descriptor).level() : level).equals("error");
    }

    String message(SarifComponent driver) {
        return message.of(driver.notification(descriptor));
    }
}
