package io.jenkins.plugins.greenlight.deploy;

/**
 * What one engine is asked to do, and what befalls it meanwhile.
 *
 * @param at      the moment of the trouble, counted from the engine's first act; may be later than its last
 * @param seconds how long a trouble lasts that ends by itself
 * @param other   what another engine does when it takes over
 * @param otherAt the moment at which that other one is killed; may be later than its last
 */
record HistoryStep(Action action, Candidate candidate, Trouble trouble, int at, int seconds, Action other, int otherAt) {
    enum Action { DEPLOY_NEW, DEPLOY_LATEST_AGAIN, DEPLOY_OLDER, ROLLBACK, RESUME, ADOPT, RETIRE }

    /** How a new release behaves. */
    enum Candidate { GOOD, ERRS, UNHEALTHY, DIES_AT_ONCE, HANGS_FOR_USERS }

    enum Trouble {
        NONE,
        /** SIGKILL. */
        KILLED,
        STOP_ASKED,
        CANDIDATE_DIES, LIVE_DIES,
        ROUTER_SILENT, ROUTER_DEAF,
        /** It takes a switch, says so and does nothing. */
        ROUTER_LIES,
        /** The next write is done and its answer does not come. */
        ROUTER_REPLY_LOST, STORE_REPLY_LOST,
        STORE_SILENT,
        CANNOT_START, CANNOT_STOP,
        /** The engine is frozen until its lease is over; another goes on; then it wakes up. */
        TAKEN_OVER,
        /** Another engine tries while this one is alive. */
        CONTENDED,
        /** Somebody points the router at the other slot. */
        MOVED_BY_HAND
    }

    @Override public String toString() {
        boolean another = trouble == Trouble.TAKEN_OVER || trouble == Trouble.CONTENDED;
        return action + (action == Action.DEPLOY_NEW ? " " + candidate : "") + (trouble == Trouble.NONE ? "" : ", " + trouble + " at " + at
                + (another ? " by " + other + " (killed at " + otherAt + ")" : " for " + seconds + " s"));
    }
}
