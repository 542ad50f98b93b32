package io.jenkins.plugins.greenlight.finding.reader.sarif;

import io.jenkins.plugins.greenlight.parse.JsonStream;

/** A result's {@code suppressions} (SARIF 2.1.0 §3.27.23, §3.35). One without a status is accepted. */
final class SarifSuppressions {
    private int count;
    private boolean refused;
    private String kind = "";
    private String justification = "";

    void clear() {
        count = 0;
        refused = false;
        kind = "";
        justification = "";
    }

    /** @param json at the list */
    void read(JsonStream json) {
        json.items(() -> {
            count++;
            json.fields(key -> {
                if (json.isNull()) {
                    return;
                }
                switch (key) {
                    case "status", "state" -> status(json.text());
                    case "kind" -> kind = kind.isEmpty() ? json.text() : kind;
                    case "justification" -> justification = justification.isEmpty() ? json.text().strip() : justification;
                    default -> { }
                }
            });
        });
    }

    /** A word that is none of the standard's suppresses nothing. Drafts of it said {@code state}. */
    private void status(String status) {
        refused = refused || !status.isEmpty() && !status.equals("accepted");
    }

    /** Whether there is at least one and all are accepted. */
    boolean stand() {
        return count > 0 && !refused;
    }

    /** {@code suppression (external)}. */
    String by() {
        return kind.isEmpty() ? "suppression" : "suppression (" + kind + ")";
    }

    /** The first reason given; the kind when none is. */
    String why() {
        return !justification.isEmpty() ? justification : kind.isEmpty() ? "suppressed" : kind;
    }
}
