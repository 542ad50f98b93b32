package io.jenkins.plugins.greenlight.deploy;

/**
 * Who holds a lease: a process on a host, started by somebody.
 *
 * @param actor       the person or job, for messages and audit
 * @param host        names the host and its boot: a pid means something only there
 * @param startMillis tells the process from a later one with the same pid
 */
public record Holder(String actor, String host, long pid, long startMillis) {
    @Override public String toString() {
        return actor + " (process " + pid + " on " + host + ")";
    }
}
