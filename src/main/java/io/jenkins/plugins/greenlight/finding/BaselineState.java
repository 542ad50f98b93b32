package io.jenkins.plugins.greenlight.finding;

/** A finding beside those of an earlier run, in SARIF's words. ABSENT: it was there and is gone. */
public enum BaselineState {
    NEW("new"), UNCHANGED("unchanged"), ABSENT("absent");

    private final String word;

    BaselineState(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
