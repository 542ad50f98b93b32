package io.jenkins.plugins.greenlight.deploy.haproxy;

import io.jenkins.plugins.greenlight.deploy.HaproxySite;
import io.jenkins.plugins.greenlight.deploy.Slot;
import java.time.Duration;
import java.util.Map;

/**
 * What a configuration of HAProxy is made of, for one application and environment.
 *
 * @param slots      the port of each slot, on 127.0.0.1
 * @param healthPath what a release on trial is asked for, e.g. {@code /health}; an answer below 400 is well
 * @param answerWait the longest wait for the head of an answer
 * @param whole      whether HAProxy has this file alone; false for one more application beside a whole one
 * @param socketUser who may write to the runtime socket beside root; empty for root alone
 * @param runAs      user and group of HAProxy's workers; empty to leave them as started
 */
public record HaproxyConfig(String app, String environment, HaproxySite site, Map<Slot, Integer> slots, String healthPath,
        Duration answerWait, boolean whole, String socketUser, String runAs) {
    public HaproxyConfig {
        slots = Map.copyOf(slots);
        new Backends(app, environment);
        RuntimePath.of("socket", site.socket());
        RuntimePath.of("map", site.map());
        if (site.port() < 1 || site.port() > 65_535) {
            throw new IllegalArgumentException("HAProxy's port is " + site.port() + ". Expected the port of its front door, 1 to"
                    + " 65535.");
        }
        for (var slot : Slot.values()) {
            int port = slots.getOrDefault(slot, 0);
            if (port < 1 || port > 65_535 || port == site.port()) {
                throw new IllegalArgumentException("The port of slot " + slot.word() + " is " + port + ", the front door's is "
                        + site.port()
                        + ". Expected two different ones, 1 to 65535.");
            }
        }
        if (slots.get(Slot.BLUE).equals(slots.get(Slot.GREEN))) {
            throw new IllegalArgumentException("Both slots have the port " + slots.get(Slot.BLUE) + ". Expected two different"
                    + " ones.");
        }
        if (!healthPath.matches("/[A-Za-z0-9_./?=&%~-]*")) {
            throw new IllegalArgumentException("The health path is \"" + healthPath + "\". Expected a path like /health.");
        }
        if (answerWait.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("The wait for an answer is " + answerWait + ". Expected 1 s or more.");
        }
        for (var user : new String[] {socketUser, runAs}) {
            if (!user.matches("[a-z_0-9-]*")) {
                throw new IllegalArgumentException("\"" + user + "\" is no user. Expected a name like jenkins.");
            }
        }
    }

    /** What the map says before the first deployment. */
    String nobody() {
        return new Backends(app, environment).nobody();
    }

    /** The whole text of haproxy.cfg, or the part for one more application. */
    String text() {
        return new ConfigText(this).text();
    }
}
