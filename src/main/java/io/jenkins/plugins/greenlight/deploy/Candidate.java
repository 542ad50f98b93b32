package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.port.Daemons;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** The release that is to become live: finds it, starts it, checks it. */
final class Candidate {
    private static final Duration START = Duration.ofSeconds(10);

    private final Target target;
    private final Plan plan;
    private final Logbook log;
    private final Probe probe;
    private final WayOut wayOut;

    Candidate(Target target, Plan plan, Logbook log, WayOut wayOut) {
        this.target = target;
        this.plan = plan;
        this.log = log;
        this.probe = new Probe(target.ports().http(), plan.settings().releaseHeader());
        this.wayOut = wayOut;
    }

    /** The running instance of just this release in its slot, the newest when there are several. */
    Optional<Runtime.Instance> find() throws IOException, InterruptedException {
        return target.runtime().instances().stream().filter(this::isIt).max(Comparator.comparingLong(Runtime.Instance::epoch));
    }

    boolean isIt(Runtime.Instance instance) {
        return instance.slot() == plan.slot() && instance.release().equals(plan.candidate().id())
                && instance.digest().equals(plan.candidate().digest());
    }

    Next start() throws IOException, InterruptedException {
        var running = find();
        if (running.isPresent()) {
            return started(running.get(), " runs already at ");
        }
        var settings = plan.settings();
        long epoch = log.epoch();
        new Switchboard(target, log).requireNobodyIn(plan.slot(), "started");
        var texts = new Snapshots(target.store()).texts(settings.config());
        var secrets = Secrets.files(settings.site(), settings.config());
        log.require(START);
        Runtime.Instance instance;
        try {
            instance = target.runtime().start(new Runtime.Spec(plan.slot().word() + "-" + epoch, plan.candidate().id(),
                    plan.candidate().digest(), plan.slot(), epoch, settings.site().slots().get(plan.slot()), settings.config().environment(),
                    plan.candidate().configHash(), texts, secrets));
        } catch (Daemons.EndedAtOnceException e) {
            return bad("died at once" + hidden(": " + e.getMessage()));
        }
        log.require(Duration.ZERO); // who holds the lease now may have found it and sent users to it: theirs to stop
        return started(instance, " was started at ");
    }

    /** Whether it answers now, asked once: before users are sent there by an engine that did not check it itself. */
    Optional<String> sick() throws IOException, InterruptedException {
        var running = find();
        if (running.isEmpty()) {
            return Optional.of("it does not run" + lastLines());
        }
        var seen = probe.health(running.get().address(), plan.settings().health(), plan.candidate().id());
        return seen.good() ? Optional.empty() : Optional.of(seen.what());
    }

    private static Next started(Runtime.Instance instance, String how) {
        return new Next(DeployState.CHECKING, Cause.PLAN, instance.name() + how + instance.address(),
                Map.of("instance", instance.name()));
    }

    /** Health so often in a row, then the smoke tests, all answered by this release and no other. */
    Next check() throws IOException, InterruptedException {
        var health = plan.settings().health();
        var running = find();
        if (running.isEmpty()) {
            return bad("died at once, before it was asked" + lastLines());
        }
        var instance = running.get();
        var deadline = target.ports().clock().instant().plus(health.deadline());
        int good = 0;
        while (good < health.consecutive()) {
            var own = ownHealth(instance);
            var seen = own.isPresent() ? own.get() : probe.health(instance.address(), health, plan.candidate().id());
            good = seen.good() ? good + 1 : 0;
            if (good < health.consecutive()) {
                if (!target.runtime().alive(instance)) {
                    return bad("died before it was healthy" + lastLines());
                }
                if (!target.ports().clock().instant().isBefore(deadline)) {
                    return bad("was not healthy within " + seconds(health.deadline()) + ": " + seen.what() + ". Expected "
                            + health.consecutive() + " good answers in a row" + lastLines());
                }
                wayOut.pause(DeployState.CHECKING, health.interval());
                var out = wayOut.from(DeployState.CHECKING);
                if (out.isPresent()) {
                    return out.get();
                }
            }
        }
        return smoke(instance);
    }

    /** What the runtime's own check says against it; empty when that says nothing. */
    private Optional<Probe.Seen> ownHealth(Runtime.Instance instance) throws IOException, InterruptedException {
        return switch (target.runtime().health(instance)) {
            case NONE, HEALTHY -> Optional.empty();
            case STARTING -> Optional.of(new Probe.Seen(false, "", "its own health check has not passed yet"));
            case UNHEALTHY -> Optional.of(new Probe.Seen(false, "", "its own health check fails"));
        };
    }

    private Next smoke(Runtime.Instance instance) throws IOException, InterruptedException {
        for (var request : plan.settings().smoke()) {
            var seen = probe.ask(instance.address(), request, plan.candidate().id());
            if (!seen.good()) {
                return bad("failed its smoke test: " + seen.what() + ". Expected 2xx from " + plan.candidate() + lastLines());
            }
        }
        return new Next(DeployState.SWITCHING, Cause.PLAN, plan.candidate() + " answered its checks",
                CountersJson.write(new Switchboard(target, log).counters(plan.slot())));
    }

    private Next bad(String what) {
        return Next.to(DeployState.ABANDONED, Cause.GATE, plan.candidate() + " " + what);
    }

    /** How the candidate ended and what it said last, for the reason; empty when nothing is known. */
    String lastLines() throws InterruptedException {
        try {
            var exit = target.runtime().exit(name()).map(how -> ": " + how).orElse("");
            var lines = target.runtime().lastLines(name(), 10);
            return exit + (lines.isEmpty() ? "" : hidden(". Its last lines: " + String.join(" | ", lines)));
        } catch (IOException e) {
            return ". Its last lines cannot be read: " + e.getMessage();
        }
    }

    /** What it wrote, without its secrets: reports are read by more people than may know them. */
    private String hidden(String written) {
        try {
            return Secrets.mask(Secrets.files(plan.settings().site(), plan.settings().config()).values()).hide(written);
        } catch (IOException e) {
            return ". What it wrote is not shown, for its secrets in it cannot be hidden: " + e + ". Look at its own log.";
        }
    }

    /** Of the instance that this deployment found or started; it may be dead by now. */
    private String name() {
        return log.journal().of(plan.deployment()).stream().map(entry -> entry.facts().get("instance"))
                .filter(String.class::isInstance).map(String.class::cast).reduce((first, second) -> second)
                .orElse(plan.slot().word() + "-" + log.epoch());
    }

    static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
