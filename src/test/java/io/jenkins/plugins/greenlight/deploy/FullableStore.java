package io.jenkins.plugins.greenlight.deploy;

import java.io.IOException;
import java.util.Optional;

/** A store whose disk can be full for a while, or gone. */
public final class FullableStore implements StateStore {
    private final StateStore real;
    public boolean full;
    public boolean gone;

    FullableStore(StateStore real) {
        this.real = real;
    }

    @Override public Optional<Versioned> read(String key) throws IOException {
        if (gone) {
            throw new IOException("The state folder cannot be read.");
        }
        return real.read(key);
    }

    @Override public long write(String key, long expected, String text) throws IOException {
        if (full || gone) {
            throw new IOException("No space left on device.");
        }
        return real.write(key, expected, text);
    }

    @Override public String location() {
        return real.location();
    }
}
