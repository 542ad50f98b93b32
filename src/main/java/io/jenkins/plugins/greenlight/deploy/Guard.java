package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.port.Log;
import io.jenkins.plugins.greenlight.port.Pause;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Looks after one environment: goes on with a deployment whose engine is dead, and says what else a person must see. Never
 * takes a lease that somebody alive holds. Whatever stays as it is, is said once.
 */
public final class Guard {
    /** Between two looks at the most, so that a safe state is reached within a lease's time and this. */
    public static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration SLICE = Duration.ofMillis(500);

    private final Site site;
    private final Log log;
    private final Pause pause;
    private final StopSignal stop;
    private final Set<String> said = new HashSet<>();

    /** Where the environment is found, again at every look. */
    public interface Site {
        /** @param awake whether the router is to be started when it does not run */
        Target target(boolean awake) throws Exception;
    }

    /** What a look found. */
    public enum Finding {
        /** Nothing to do. */
        WELL,
        /** Somebody deploys. */
        UNDER_WAY,
        /** A dead engine's deployment was brought to its end. */
        BROUGHT_TO_AN_END,
        /** It was tried, and the deployment is still unfinished. */
        STILL_UNFINISHED,
        /** Not the guard's to mend. */
        NEEDS_A_PERSON
    }

    /** @param result how the deployment ended that was gone on with; empty when there was none */
    public record Look(Finding finding, Optional<DeployResult> result) {
        private static Look of(Finding finding) {
            return new Look(finding, Optional.empty());
        }
    }

    /** @param stop ends {@link #watch}; asked in the middle of a deployment, that is brought to safety first */
    public Guard(Site site, Log log, Pause pause, StopSignal stop) {
        this.site = site;
        this.log = log;
        this.pause = pause;
        this.stop = stop;
    }

    /**
     * Until a stop is asked for, whatever fails.
     *
     * @param interval between two looks; after a failure it grows, to {@link #LONGEST} at the most
     */
    public void watch(Duration interval) throws InterruptedException {
        int failures = 0;
        while (!stop.asked()) {
            failures = survives() ? 0 : failures + 1;
            rest(between(interval, failures));
        }
    }

    /** @param failures one after the other until now */
    static Duration between(Duration interval, int failures) {
        var longer = interval.multipliedBy(1L << Math.min(failures, 10));
        return longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
    }

    private boolean survives() throws InterruptedException {
        try {
            return look().finding() != Finding.STILL_UNFINISHED;
        } catch (InterruptedException e) {
            throw e;
        } catch (RuntimeException e) {
            warn("The guard stumbled: " + e + " It goes on looking.");
        } catch (Exception e) {
            warn(e.getMessage() + " The guard goes on looking.");
        }
        return false;
    }

    /** Once. @throws Exception when it could not be found out how the environment stands */
    public Look look() throws Exception {
        var target = site.target(false);
        var unfinished = Journal.open(target.store()).unfinished();
        return unfinished.isPresent() ? goOn(target, unfinished.get()) : standing(target);
    }

    private Look goOn(Target target, JournalEntry move) throws Exception {
        var place = move.deployment() + ", in " + move.to().map(Enum::name).orElse("");
        var now = target.ports().clock().instant();
        var lease = Lease.in(target.store()).filter(found -> found.binds(target.holder(), target.alive(), now));
        if (lease.isPresent()) {
            say(move.deployment() + " is under way, by " + lease.get().holder());
            if (lease.get().ahead(now).compareTo(Duration.ofSeconds(1)) > 0) {
                warn("The heartbeat of " + lease.get().holder()
                        + " is ahead of the clock here, so its lease does not end with it. Set the"
                        + " clock that is wrong; when that process is gone for certain: greenlight unlock");
            }
            return Look.of(Finding.UNDER_WAY);
        }
        warn(place + ", is unfinished and nobody is at it: going on with it");
        try {
            return ended(target, new Deployer(site.target(true)).resume());
        } catch (LeaseHeldException e) {
            return Look.of(Finding.UNDER_WAY);
        }
    }

    private Look ended(Target target, DeployResult result) throws Exception {
        var words = result.state().map(Enum::name).orElse("unchanged") + ": " + result.reason();
        if (Journal.open(target.store()).unfinished().isPresent()) {
            warn(words);
            return new Look(Finding.STILL_UNFINISHED, Optional.of(result));
        }
        said.clear();
        log.info("guard: " + words);
        return new Look(Finding.BROUGHT_TO_AN_END, Optional.of(result));
    }

    private Look standing(Target target) throws Exception {
        var attention = TargetStatus.of(target).attention();
        if (attention.isPresent()) {
            warn(attention.get());
            return Look.of(Finding.NEEDS_A_PERSON);
        }
        if (!said.isEmpty()) {
            said.clear();
            log.info("guard: all is well");
        }
        return Look.of(Finding.WELL);
    }

    private void say(String words) {
        if (said.add(words)) {
            log.info("guard: " + words);
        }
    }

    private void warn(String words) {
        if (said.add(words)) {
            log.warn("guard: " + words);
        }
    }

    private void rest(Duration duration) throws InterruptedException {
        for (var left = duration; left.compareTo(Duration.ZERO) > 0 && !stop.asked(); left = left.minus(SLICE)) {
            pause.pause(left.compareTo(SLICE) < 0 ? left : SLICE);
        }
    }
}
