package io.jenkins.plugins.greenlight.deploy;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Where a deployment is. The legal moves are data; tests of kills are generated from them. */
public enum DeployState {
    PLANNED, MIGRATING, STARTING, CHECKING, AWAITING_APPROVAL, SWITCHING, WATCHING, LIVE, ABANDONED, ROLLING_BACK, ROLLED_BACK,
    HALTED;

    private static final Map<DeployState, Set<DeployState>> NEXT = new EnumMap<>(Map.of(
            PLANNED, EnumSet.of(MIGRATING, ABANDONED),
            MIGRATING, EnumSet.of(STARTING, ABANDONED, HALTED),
            STARTING, EnumSet.of(CHECKING, ABANDONED),
            CHECKING, EnumSet.of(AWAITING_APPROVAL, SWITCHING, ABANDONED),
            AWAITING_APPROVAL, EnumSet.of(SWITCHING, ABANDONED),
            SWITCHING, EnumSet.of(WATCHING, ROLLING_BACK, HALTED),
            WATCHING, EnumSet.of(LIVE, ROLLING_BACK, HALTED),
            ROLLING_BACK, EnumSet.of(ROLLED_BACK, HALTED)));

    /** Where it may go from here; empty at an end. */
    public Set<DeployState> next() {
        return Set.copyOf(NEXT.getOrDefault(this, Set.of()));
    }

    public boolean isEnd() {
        return !NEXT.containsKey(this);
    }

    /** Whether users may be on the candidate or on their way to it. */
    public boolean movesUsers() {
        return switch (this) {
            case SWITCHING, WATCHING, ROLLING_BACK -> true;
            case PLANNED, MIGRATING, STARTING, CHECKING, AWAITING_APPROVAL, LIVE, ABANDONED, ROLLED_BACK, HALTED -> false;
        };
    }
}
