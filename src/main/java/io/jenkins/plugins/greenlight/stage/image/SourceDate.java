package io.jenkins.plugins.greenlight.stage.image;

import io.jenkins.plugins.greenlight.port.Variables;
import io.jenkins.plugins.greenlight.stage.StageException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** The time that everything in a reproducible build is of: the variable SOURCE_DATE_EPOCH, in seconds. */
final class SourceDate {
    static final String VARIABLE = "SOURCE_DATE_EPOCH";

    private SourceDate() { }

    /** Empty when nobody says. */
    static Optional<Instant> of(Variables variables) throws StageException {
        var text = variables.value(VARIABLE).filter(value -> !value.isBlank());
        try {
            return text.map(seconds -> Instant.ofEpochSecond(seconds(seconds.strip())));
        } catch (NumberFormatException | DateTimeException e) {
            throw new StageException(VARIABLE + " is \"" + text.get() + "\". Expected the seconds since 1970, such as those of the commit:"
                    + " git log -1 --format=%ct. Set it so, or unset it.", e);
        }
    }

    /** Not before 1970. */
    private static long seconds(String text) {
        long seconds = Long.parseLong(text);
        if (seconds < 0) {
            throw new NumberFormatException(text);
        }
        return seconds;
    }
}
