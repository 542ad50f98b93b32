package io.jenkins.plugins.greenlight.deploy;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

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

    /** What is stored is no document any more: nobody but its writer may say what it held. */
    final class DamagedException extends IOException {
        private static final long serialVersionUID = 1L;

        public DamagedException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** What a key may be. */
    Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9.-]{0,80}");

    /** @throws IllegalArgumentException for what is no key */
    static String requireKey(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("\"" + key + "\" is no key. Expected small letters, digits, dots and dashes.");
        }
        return key;
    }

    /** @param key small letters, digits, dots and dashes
     *  @throws DamagedException when what lies there is not what was written */
    Optional<Versioned> read(String key) throws IOException;

    /**
     * Durable when it returns. An exception that is no conflict may leave open whether it was written.
     *
     * @param expected the version this replaces; 0 when the key must not exist yet
     * @return the new version
     * @throws ConflictException when the stored version is another
     */
    long write(String key, long expected, String text) throws IOException;

    /** Where this is, for a message. */
    String location();
}
