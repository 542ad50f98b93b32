package io.jenkins.plugins.greenlight.deploy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** State that outlives engines and not the test. */
public final class MemoryStore implements StateStore {
    private final Map<String, Versioned> documents = new HashMap<>();

    @Override public synchronized Optional<Versioned> read(String key) {
        return Optional.ofNullable(documents.get(StateStore.requireKey(key)));
    }

    @Override public synchronized long write(String key, long expected, String text) throws ConflictException {
        long stored = read(key).map(Versioned::version).orElse(0L);
        if (stored != expected) {
            throw new ConflictException("Somebody else wrote " + key + ": it has version " + stored + ", expected " + expected + ".");
        }
        documents.put(key, new Versioned(text, expected + 1));
        return expected + 1;
    }

    @Override public String location() {
        return "memory";
    }
}
