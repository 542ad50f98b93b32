package benchmarks.load;

import java.util.OptionalLong;

/**
 * A switch as users saw it.
 *
 * @param seenMicros from its beginning until the new release had answered and no request that was sent later was answered
 *                   by the old one; empty when the new one never answered before the next switch
 */
public record Flip(Switch switched, String from, OptionalLong seenMicros) {
    /** What whoever switched says it took, in microseconds. */
    public long toldMicros() {
        return switched.reported() - switched.begun();
    }
}
