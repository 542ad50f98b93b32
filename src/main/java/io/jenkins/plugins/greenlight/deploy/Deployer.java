package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.gate.Measures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What can be done to one environment, each under its lease. Safe to be killed at any moment: {@link #resume} goes on. */
public final class Deployer {
    private final Target target;
    private final String run;

    public Deployer(Target target) {
        this(target, "");
    }

    /** @param run nonce that whatever is begun is known by; empty for none */
    public Deployer(Target target, String run) {
        this.target = target;
        this.run = run;
    }

    /**
     * Makes a release live, or brings the users back.
     *
     * @param archive the OCI archive with the release's image
     * @throws LeaseHeldException when somebody else deploys
     * @throws IOException        when it could not even begin; nobody was moved
     */
    public DeployResult deploy(Release release, Path archive, DeploySettings settings)
            throws IOException, InterruptedException, LeaseHeldException {
        return underLease((lease, journal) -> {
            var obstacle = obstacle(lease, journal);
            if (obstacle.isPresent()) {
                return obstacle.get();
            }
            var history = History.of(journal.entries());
            var snapshot = settings.with(new Snapshots(target.store()).take(settings.config(), target.ports().workspace()));
            var configured = release.with(snapshot.config());
            if (history.live().isPresent() && history.live().get().release().id().equals(release.id())
                    && new Standing(target, journal).runs(history.live().get())) {
                return alreadyLive(history, configured);
            }
            if (target.stop().asked()) {
                return Results.stopped(target, journal);
            }
            var left = Contracts.refusal(journal, configured, settings.migration().map(Migration::level).orElse(""), Optional.empty());
            if (left.isPresent()) {
                return Results.refused(target, journal, Cause.GATE, left.get());
            }
            SchemaPrograms.require(settings);
            Doing.takeIn(release, archive, target);
            var slot = history.live().map(live -> live.slot().other()).orElse(Slot.BLUE);
            if (history.live().isEmpty()) {
                target.ports().log().warn(target.environment() + ": this is the first deployment: should it turn bad, there is no way back");
            }
            return drive(lease, journal, plan(lease, journal, configured, slot, snapshot));
        });
    }

    /** Goes on with what a dead engine left behind; tells how the last deployment ended when nothing was. */
    public DeployResult resume() throws IOException, InterruptedException, LeaseHeldException {
        return underLease(this::resume);
    }

    /**
     * As {@link #resume()} for whoever started one run and wants to know of no other: what another run left unfinished is
     * finished all the same, but its ending is not told as this one's.
     *
     * @param begunBy nonce of that run
     */
    public DeployResult resume(String begunBy) throws IOException, InterruptedException, LeaseHeldException {
        return underLease((lease, journal) -> new Claim(target, journal, begunBy).of(resume(lease, journal)));
    }

    private DeployResult resume(LeaseKeeper lease, Journal journal) throws IOException, InterruptedException {
        var unfinished = finishLast(lease, journal);
        var reverts = new Reverts(target, lease, journal);
        if (unfinished.isPresent()) {
            return reverts.after(unfinished.get());
        }
        var standing = new Standing(target, journal);
        var drift = standing.drift();
        var problem = drift.isPresent() ? drift : standing.outage();
        return problem.isPresent() ? Results.refused(target, journal, Cause.FAULT, problem.get())
                : reverts.after(Results.last(target, journal));
    }

    /** Makes the previous release live again, as it was deployed then. */
    public DeployResult rollback() throws IOException, InterruptedException, LeaseHeldException {
        return underLease((lease, journal) -> rollback(lease, journal, Optional.empty()));
    }

    /** As {@link #rollback()}, and then takes back what the live release's migration added to the schema.
     *  @param by the person who wants that; stands in journal and audit */
    public DeployResult rollbackWithSchema(String by) throws IOException, InterruptedException, LeaseHeldException {
        return underLease((lease, journal) -> rollback(lease, journal, Optional.of(by)));
    }

    private DeployResult rollback(LeaseKeeper lease, Journal journal, Optional<String> revertedBy) throws IOException, InterruptedException {
        var obstacle = obstacle(lease, journal);
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        if (target.stop().asked()) {
            return Results.stopped(target, journal);
        }
        var history = History.of(journal.entries());
        if (history.previous().isEmpty()) {
            return Results.refused(target, journal, Cause.UNMEASURED, "There is no previous release in " + target.environment()
                    + " to go back to" + history.live().map(live -> "; " + live + " is live").orElse("") + ". Deploy one instead.");
        }
        var back = history.previous().get();
        var own = journal.planOf(back);
        if (own.isEmpty()) {
            return Results.refused(target, journal, Cause.UNMEASURED, "The journal does not say how " + back
                    + " was deployed, so it cannot be deployed so again. Deploy it, or another release.");
        }
        var left = Contracts.refusal(journal, back.release(), own.get().level(), journal.planned(own.get().deployment()));
        var reverts = new Reverts(target, lease, journal);
        var refusal = left.isPresent() || revertedBy.isEmpty() ? left : reverts.refusal();
        if (refusal.isPresent()) {
            return Results.refused(target, journal, Cause.GATE, refusal.get());
        }
        if (revertedBy.isPresent()) {
            reverts.ask(revertedBy.get(), history);
        }
        return reverts.after(drive(lease, journal, plan(lease, journal, back.release(), back.slot(),
                own.get().settings().at(journal.lastPlan().settings().site()).comingBack())));
    }

    /** Declares that what the router sends users to now is live, and ends its trial. Moves nobody. */
    public DeployResult adopt(String reason) throws IOException, InterruptedException, LeaseHeldException {
        return underLease((lease, journal) -> new Adoption(target).adopt(lease, journal, reason));
    }

    /** Stops the previous release: from then on there is no way back. */
    public DeployResult retire() throws IOException, InterruptedException, LeaseHeldException {
        return underLease((lease, journal) -> {
            var obstacle = obstacle(lease, journal);
            if (obstacle.isPresent()) {
                return obstacle.get();
            }
            return target.stop().asked() ? Results.stopped(target, journal) : new WayBack(target, lease, journal).retire();
        });
    }

    private interface Work {
        DeployResult under(LeaseKeeper lease, Journal journal) throws IOException, InterruptedException;
    }

    /** The lease is given back by who got to an end or could not begin; whoever fell over leaves it to its death or its time. */
    private DeployResult underLease(Work work) throws IOException, InterruptedException, LeaseHeldException {
        long floor = Math.max(Journal.open(target.store()).epoch(), target.router().route().epoch());
        var lease = LeaseKeeper.take(target.store(), target.holder(), target.ports().clock(), target.alive(), floor,
                target.router()::prepare);
        try {
            var journal = Journal.open(target.store());
            journal.claim(lease.epoch());
            fence(lease, journal);
            var result = work.under(lease, journal);
            giveBack(lease);
            return result;
        } catch (LeaseLostException | Router.StaleEpochException | StateStore.ConflictException e) {
            return DeployResult.blocked(e.getMessage());
        } catch (IOException e) {
            if (usersMayBeOnTheirWay()) {
                return Results.unknown(target, e.getMessage() + " An earlier deployment stands unfinished while users were moved: look at"
                        + " who serves, mend this, then: greenlight resume");
            }
            giveBack(lease);
            throw e;
        } finally {
            lease.abandon();
        }
    }

    private void fence(LeaseKeeper lease, Journal journal) throws IOException, InterruptedException {
        try {
            target.router().fence(lease.epoch());
        } catch (Router.FenceLostException e) {
            Logbook.fenceAnew(target, lease, journal);
        }
    }

    /** A journal that cannot be read now does not say that they are not. */
    private boolean usersMayBeOnTheirWay() {
        try {
            return Journal.open(target.store()).unfinished().flatMap(JournalEntry::to).filter(DeployState::movesUsers).isPresent();
        } catch (IOException e) {
            target.ports().log().warn(target.environment() + ": " + e.getMessage());
            return true;
        }
    }

    /** What was done is done: a store that fails now changes nothing of how it ended. */
    private void giveBack(LeaseKeeper lease) {
        try {
            lease.close();
        } catch (IOException e) {
            target.ports().log().warn(target.environment() + ": the lease could not be given back and runs out by itself in "
                    + Lease.TTL.toSeconds() + " s: " + e.getMessage());
        }
    }

    /** What must be settled before anything new begins; empty when the way is free. */
    private Optional<DeployResult> obstacle(LeaseKeeper lease, Journal journal) throws IOException, InterruptedException {
        var finished = finishLast(lease, journal);
        if (finished.isPresent()) {
            target.ports().log().warn(target.environment() + ": an earlier deployment had been left unfinished; it is now "
                    + finished.get().state().map(Enum::name).orElse("") + ": " + finished.get().reason());
        }
        if (journal.unfinished().isPresent()) {
            return finished;
        }
        var reverting = new Reverts(target, lease, journal).settle().filter(revert -> !revert.state().equals(Optional.of(DeployState.LIVE)));
        if (reverting.isPresent()) {
            return Optional.of(Results.refused(target, journal, Cause.FAULT, reverting.get().what()));
        }
        var standing = new Standing(target, journal);
        var halted = standing.halted();
        var problem = halted.isPresent() ? halted : standing.drift();
        return problem.isPresent() ? Optional.of(Results.refused(target, journal, Cause.FAULT, problem.get())) : Optional.empty();
    }

    private Optional<DeployResult> finishLast(LeaseKeeper lease, Journal journal) throws IOException, InterruptedException {
        var last = journal.unfinished();
        if (last.isEmpty()) {
            return Optional.empty();
        }
        var planned = journal.of(last.get().deployment()).get(0);
        var log = new Logbook(target, lease, journal, last.get().deployment());
        var deployment = new Deployment(target, log, Plan.of(planned));
        deployment.resumeFrom(last.get());
        target.ports().log().info(target.environment() + ": going on with " + last.get().deployment() + " from "
                + last.get().to().map(Enum::name).orElse("") + ", journal entry " + last.get().seq());
        return Optional.of(toTheEnd(deployment, log, () -> { }));
    }

    private DeployResult drive(LeaseKeeper lease, Journal journal, Plan plan) throws IOException, InterruptedException {
        var log = new Logbook(target, lease, journal, plan.deployment());
        var deployment = new Deployment(target, log, plan);
        return toTheEnd(deployment, log, deployment::begin);
    }

    private interface Beginning {
        void begin() throws IOException, InterruptedException;
    }

    private DeployResult toTheEnd(Deployment deployment, Logbook log, Beginning beginning) throws IOException, InterruptedException {
        try {
            beginning.begin();
            deployment.drive();
            return Results.of(target, log, deployment, deployment.state(), deployment.cause(), deployment.reason());
        } catch (LeaseLostException | Router.StaleEpochException e) {
            return Results.of(target, log, deployment, Optional.empty(), Cause.BLOCKED, e.getMessage());
        } catch (IOException | RuntimeException e) {
            boolean unknown = deployment.state().filter(DeployState::movesUsers).isPresent();
            var ended = deployment.state().filter(DeployState::isEnd);
            if (ended.isPresent()) {
                return Results.of(target, log, deployment, ended, deployment.cause(), deployment.reason()
                        + ". Not all was cleaned up: " + e.getMessage() + " Go on with: greenlight resume");
            }
            return Results.of(target, log, deployment, unknown ? Optional.of(DeployState.HALTED) : Optional.empty(), Cause.FAULT,
                    (e instanceof IOException ? e.getMessage() : "The engine stumbled: " + e + ".")
                            + " The deployment is unfinished; go on with: greenlight resume");
        }
    }

    private Plan plan(LeaseKeeper lease, Journal journal, Release release, Slot slot, DeploySettings settings) {
        var live = History.of(journal.entries()).live();
        return new Plan(target.app(), target.environment(), target.environment() + "-" + lease.epoch(), release, slot, live, settings,
                live.flatMap(journal::planOf).map(Plan::settings), run);
    }

    /** The same name cannot stand for two things: answers could not be told apart. */
    private DeployResult alreadyLive(History history, Release wanted) throws IOException {
        var live = history.live().orElseThrow().release();
        boolean same = live.digest().equals(wanted.digest()) && (live.configHash().equals(wanted.configHash()) || live.configHash().isEmpty());
        return new DeployResult(same ? Optional.of(DeployState.LIVE) : Optional.empty(), same ? Cause.PLAN : Cause.FAULT,
                same ? wanted + " is already live; nothing was done" : "A release named " + wanted + " is live with another image or"
                        + " environment. Expected a name of its own: give one with --release.",
                history.live(), history.previous(), List.of(), Measures.none(), new Audit(target.store()).head());
    }
}
