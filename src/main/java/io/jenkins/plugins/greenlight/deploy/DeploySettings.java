package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.gate.Expectations;
import io.jenkins.plugins.greenlight.gate.Unit;
import io.jenkins.plugins.greenlight.gate.Vocabulary;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How one environment is deployed to: what {@code staging} and {@code production} share in greenlight.yaml.
 *
 * @param target        where releases run: {@code process} (this host, for the demo and for trying out)
 * @param slots         the loopback port of each slot
 * @param routerPort    where users come in, on 127.0.0.1
 * @param adminPort     where the router is told, on 127.0.0.1
 * @param health        when a candidate counts as up
 * @param smoke         requests a candidate must answer with 2xx before it gets users, e.g. {@code GET /products}
 * @param watch         how it is watched once it has them
 * @param environment   all that the release's process sees beside PORT and GREENLIGHT_RELEASE
 * @param releaseHeader the header in which a release answers its id
 * @param drainTimeout  how long requests in flight are waited for before an instance is stopped
 * @param grace         how long an instance has between SIGTERM and SIGKILL
 * @param state         the folder or the PostgreSQL database that holds journal, lease and audit; a folder not inside a workspace
 * @param folder        beside a database, what the target keeps on this host; empty for the folder that is the state
 */
public record DeploySettings(String target, Map<Slot, Integer> slots, int routerPort, int adminPort, Health health,
                             List<String> smoke, Watch watch, Map<String, String> environment, String releaseHeader,
                             Duration drainTimeout, Duration grace, String state, String folder) {
    /** What {@link Watch#checks} may name. */
    public static final Vocabulary WATCHED = Vocabulary.of("errors", Unit.PERCENT, "requests", Unit.COUNT);

    public DeploySettings {
        slots = Map.copyOf(slots);
        smoke = List.copyOf(smoke);
        environment = Map.copyOf(environment);
    }

    /** With a folder as the state. */
    public DeploySettings(String target, Map<Slot, Integer> slots, int routerPort, int adminPort, Health health, List<String> smoke,
                          Watch watch, Map<String, String> environment, String releaseHeader, Duration drainTimeout, Duration grace,
                          String state) {
        this(target, slots, routerPort, adminPort, health, smoke, watch, environment, releaseHeader, drainTimeout, grace, state, "");
    }

    /** With this folder on this host, for what does not go into a database. */
    public DeploySettings keeping(String localFolder) {
        return new DeploySettings(target, slots, routerPort, adminPort, health, smoke, watch, environment, releaseHeader, drainTimeout,
                grace, state, localFolder);
    }

    /** These settings of a release, at the places where another's say that releases run now. */
    DeploySettings at(DeploySettings places) {
        return new DeploySettings(places.target, places.slots, places.routerPort, places.adminPort, health, smoke, watch, environment,
                releaseHeader, drainTimeout, grace, places.state, places.folder);
    }

    /** @param consecutive good answers in a row
     *  @param deadline    from the start */
    public record Health(String path, int consecutive, Duration interval, Duration deadline) { }

    /**
     * @param duration   how long a candidate is watched before it is LIVE
     * @param interval   between two looks at the router's counters
     * @param minSamples answers needed for a judgement; probes fill up what users do not send
     */
    public record Watch(Duration duration, Duration interval, int minSamples, Expectations checks) { }
}
