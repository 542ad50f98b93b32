package io.jenkins.plugins.greenlight.deploy;

import java.io.IOException;
import java.util.Optional;

/** Small documents that live with the target. Every write is a compare-and-set. */
public interface StateStore {
    /** @param version grows by one with every write; the first is 1 */
    record Versioned(String text, long version) { }

    /** Somebody else wrote in between; nothing was changed. */
    final class ConflictException extends IOException {
        private static final long serialVersionUID = 1L;

        public ConflictException(String message) {
            super(message);
        }
    }

    /** @param key letters, digits, dots and dashes */
    Optional<Versioned> read(String key) throws IOException;

    /**
     * Durable when it returns.
     *
     * @param expected the version this replaces; 0 when the key must not exist yet
     * @return the new version
     * @throws ConflictException when the stored version is another
     */
    long write(String key, long expected, String text) throws IOException;

    /** Where this is, for a message. */
    String location();
}
