package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.gate.Measures;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The state machine: a state is entered in the journal, then its act is done, then the next is entered. Every act looks at
 * the world first and may be repeated, so that {@link #drive} goes on from wherever an earlier engine stopped.
 */
final class Deployment {
    private final Target target;
    private final Logbook log;
    private final Plan plan;
    private final Candidate candidate;
    private final Switchboard switchboard;
    private final Retirement retirement;
    private final WayOut wayOut;
    private Optional<DeployState> state = Optional.empty();
    private Cause cause = Cause.PLAN;
    private String reason = "";
    private Measures watched = Measures.none();
    private List<DeployResult.Moment> course = List.of();

    Deployment(Target target, Logbook log, Plan plan) {
        this.target = target;
        this.log = log;
        this.plan = plan;
        this.wayOut = new WayOut(target, plan);
        this.candidate = new Candidate(target, plan, log, wayOut);
        this.switchboard = new Switchboard(target, log);
        this.retirement = new Retirement(target, log);
    }

    void begin() throws IOException, InterruptedException {
        enter(new Next(DeployState.PLANNED, Cause.PLAN, plan.candidate() + " is to be live in " + plan.environment() + ", in "
                + plan.slot().word() + plan.previous().map(p -> ", instead of " + p).orElse(", as the first: there is no way back"),
                plan.facts()));
    }

    /** Goes on after the last entry of an engine that died. */
    void resumeFrom(JournalEntry last) {
        state = last.to();
        cause = last.cause();
        reason = last.reason();
    }

    /** To the end, whichever it is.
     * @throws LeaseLostException when somebody else goes on
     * @throws IOException when the journal cannot be written; then {@link #state} says how far it came */
    void drive() throws IOException, InterruptedException {
        while (!current().isEnd()) {
            var out = wayOut.from(current());
            var next = out.isPresent() ? out.get() : act();
            target.crashpoint().reached(Crashpoint.Moment.AFTER_ACT, current());
            enter(next.cause() == Cause.PLAN ? wayOut.from(current()).orElse(next) : next);
        }
        cleanUp();
        target.crashpoint().reached(Crashpoint.Moment.AFTER_ACT, current());
        log.done(current(), cause, reason, plan.candidate(), plan.slot());
    }

    Optional<DeployState> state() {
        return state;
    }

    Cause cause() {
        return cause;
    }

    String reason() {
        return reason;
    }

    Plan plan() {
        return plan;
    }

    Measures watched() {
        return watched;
    }

    List<DeployResult.Moment> course() {
        return course;
    }

    private DeployState current() {
        return state.orElseThrow(() -> new IllegalStateException("A deployment begins or is resumed before it is driven."));
    }

    private void enter(Next next) throws IOException, InterruptedException {
        if (state.isPresent() && !state.get().next().contains(next.state())) {
            throw new IllegalStateException("A deployment cannot move from " + state.get() + " to " + next.state()
                    + ". From there it may only move to " + state.get().next() + ".");
        }
        target.crashpoint().reached(Crashpoint.Moment.BEFORE_ENTRY, next.state());
        log.move(state, next, plan.candidate(), plan.slot());
        state = Optional.of(next.state());
        cause = next.cause();
        reason = next.reason();
        target.ports().log().info(plan.environment() + ": " + next.state() + ": " + next.reason());
        target.crashpoint().reached(Crashpoint.Moment.AFTER_ENTRY, next.state());
    }

    private Next act() throws IOException, InterruptedException {
        var progress = Doing.in(current(), target, plan);
        try {
            return switch (current()) {
                case PLANNED -> clearSlot();
                case MIGRATING -> new Migrating(target, log, plan, wayOut).act();
                case STARTING -> candidate.start();
                case CHECKING -> candidate.check();
                case AWAITING_APPROVAL -> Next.to(DeployState.ABANDONED, Cause.BLOCKED, "nobody approved");
                case SWITCHING -> switchToCandidate();
                case WATCHING -> watch();
                case ROLLING_BACK -> sendBack();
                case LIVE, ABANDONED, ROLLED_BACK, HALTED -> throw new IllegalStateException(current() + " is an end.");
            };
        } catch (LeaseLostException | Router.StaleEpochException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            return Next.to(current().movesUsers() ? DeployState.HALTED : DeployState.ABANDONED, Cause.FAULT,
                    e instanceof IOException ? e.getMessage() : "the engine stumbled: " + e);
        } finally {
            progress.close();
        }
    }

    /** The slot's last tenant was kept hot for a way back; now the slot is needed. */
    private Next clearSlot() throws IOException, InterruptedException {
        retirement.of(plan.slot(), this::isHot, plan.settings(), () -> wayOut.from(DeployState.PLANNED).isPresent());
        target.runtime().sweep(plan.slot());
        var unsettled = new Contracts(target, log).settle(Optional.of(plan));
        if (unsettled.isPresent()) {
            return Next.to(DeployState.ABANDONED, Cause.FAULT, unsettled.get());
        }
        var hot = candidate.find();
        return new Next(DeployState.MIGRATING, Cause.PLAN, plan.slot().word() + (hot.isPresent() ? " has it running already" : " is free"),
                hot.<Map<String, Object>>map(instance -> Map.of("found", instance.name())).orElse(Map.of()));
    }

    /** The very candidate, kept running with the very configuration since it was live. */
    private boolean isHot(Runtime.Instance instance) {
        return candidate.isIt(instance) && log.journal().known(instance, plan.deployment())
                .filter(release -> release.configHash().equals(plan.candidate().configHash())).isPresent();
    }

    /** What ran before this deployment started anything is not its to stop. */
    private boolean isOwn(Runtime.Instance instance) {
        var entries = log.journal().of(plan.deployment());
        return candidate.isIt(instance) && entries.stream().anyMatch(entry -> entry.enters(DeployState.STARTING))
                && entries.stream().noneMatch(entry -> instance.name().equals(entry.facts().get("found")));
    }

    /** A router that refuses, and says that users are where they were, costs nobody anything. */
    private Next switchToCandidate() throws IOException, InterruptedException {
        try {
            if (!switchboard.live().equals(Optional.of(plan.slot()))) {
                var sick = candidate.sick();
                if (sick.isPresent()) {
                    return Next.to(DeployState.ROLLING_BACK, Cause.GATE, "no user was moved: " + plan.candidate()
                            + " is not well any more: " + sick.get());
                }
                switchboard.send(plan.slot(), plan.previous().isPresent());
            }
        } catch (LeaseLostException | Router.StaleEpochException e) {
            throw e;
        } catch (IOException e) {
            if (plan.previous().isPresent() && switchboard.live().equals(plan.previous().map(History.Placed::slot))) {
                return Next.to(DeployState.ROLLING_BACK, Cause.FAULT, "no user was moved: " + e.getMessage());
            }
            throw e;
        }
        return Next.to(DeployState.WATCHING, "the router sends users to " + plan.slot().word());
    }

    private Next watch() throws IOException, InterruptedException {
        var baseline = log.journal().of(plan.deployment()).stream().filter(entry -> entry.enters(DeployState.SWITCHING))
                .reduce((first, second) -> second).map(CountersJson::read).orElse(new Router.Counters(0, 0, 0, 0, 0));
        var round = new WatchRound(target, plan, log, candidate, wayOut, baseline);
        var next = round.run();
        watched = round.measures();
        course = round.course();
        return next;
    }

    /** Needs nothing of the candidate: only that the previous release was recorded and answers. */
    private Next sendBack() throws IOException, InterruptedException {
        if (plan.previous().isEmpty()) {
            return Next.to(DeployState.HALTED, cause, reason + ". This was the first deployment: there is no way back, users stay"
                    + " on " + plan.candidate() + ". Run greenlight adopt, then deploy a good release.");
        }
        var previous = plan.previous().get();
        if (!switchboard.live().equals(Optional.of(previous.slot()))) {
            var sick = new PreviousCheck(target, plan).problem(previous);
            if (sick.isPresent()) {
                return Next.to(DeployState.HALTED, cause, reason + ". The previous release is no better: " + sick.get()
                        + ". Users stay on " + plan.candidate() + ". Look at both now; then greenlight adopt.");
            }
            switchboard.send(previous.slot(), false);
        }
        return Next.to(DeployState.ROLLED_BACK, cause, reason);
    }

    /** At an end nobody is sent to the candidate any more, unless it won. Found running and not judged, it is kept as it was found. */
    private void cleanUp() throws IOException, InterruptedException {
        switch (current()) {
            case ABANDONED -> stop(this::isOwn);
            case ROLLED_BACK -> stop(cause == Cause.STOPPED ? this::isOwn : candidate::isIt);
            case LIVE -> switchboard.settle(plan.slot());
            case HALTED -> { }
            case PLANNED, MIGRATING, STARTING, CHECKING, AWAITING_APPROVAL, SWITCHING, WATCHING, ROLLING_BACK ->
                    throw new IllegalStateException(current() + " is no end.");
        }
    }

    private void stop(Predicate<Runtime.Instance> which) throws IOException, InterruptedException {
        retirement.of(plan.slot(), which.negate(), plan.settings(), () -> false);
        target.runtime().sweep(plan.slot());
    }
}
