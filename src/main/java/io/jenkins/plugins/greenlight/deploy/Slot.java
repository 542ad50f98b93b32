package io.jenkins.plugins.greenlight.deploy;

import java.util.Locale;

/** A place where a release runs. Says nothing of its role: either may be live. */
public enum Slot {
    BLUE, GREEN;

    public Slot other() {
        return switch (this) {
            case BLUE -> GREEN;
            case GREEN -> BLUE;
        };
    }

    /** As written in configuration, journal and route file. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException unless {@code blue} or {@code green} */
    public static Slot of(String word) {
        for (Slot slot : values()) {
            if (slot.word().equals(word)) {
                return slot;
            }
        }
        throw new IllegalArgumentException("\"" + word + "\" is not a slot. Expected blue or green.");
    }
}
