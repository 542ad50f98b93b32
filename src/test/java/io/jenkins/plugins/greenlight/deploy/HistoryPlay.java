package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.gate.Expectations;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plays one history in a simulated world, and says so at once when users are worse off than they need be. */
final class HistoryPlay {
    final World world = new World(new MemoryStore(), "production", 80, new VirtualTime());
    final Set<Holder> alive = new HashSet<>();
    StopSignal stop = new StopSignal();
    private final List<String> told = new ArrayList<>();
    /** Where a release died that we did not stop. */
    private final Set<Slot> died = EnumSet.noneOf(Slot.class);
    boolean routerLies;
    private boolean movedByHand;
    private boolean refused;
    private long lastSeq;
    private int releases;
    private int engines;
    private Instant routerBack = Instant.MIN;
    private Instant storeBack = Instant.MIN;

    HistoryPlay() {
        world.time.alsoWhilePassing(passed -> {
            world.router.down &= world.time.instant().isBefore(routerBack);
            world.store.gone &= world.time.instant().isBefore(storeBack);
        });
    }

    void require(boolean holds, String violation) {
        if (!holds) {
            throw new AssertionError(violation + "\n  " + String.join("\n  ", told) + "\n  " + journal());
        }
    }

    void startedIn(Slot slot) {
        died.remove(slot);
    }

    void sentByUs() {
        movedByHand = false;
    }

    void requireServing(Slot slot, String what) {
        require(died.contains(slot) || running(slot) == 1, what + ", where " + running(slot) + " instances run");
    }

    /** What the journal is just told about users is so. */
    void requireTrue(JournalEntry entry) {
        boolean there = entry.enters(DeployState.WATCHING);
        if (entry.seq() > lastSeq && !movedByHand && (there || entry.enters(DeployState.ROLLED_BACK))) {
            require(world.router.live.equals(Optional.of(entry.slot())) == there, "the journal says " + entry.headline() + "; users are on "
                    + world.router.live);
        }
        lastSeq = entry.seq();
    }

    private long running(Slot slot) {
        return world.runtime.running.values().stream().filter(instance -> instance.slot() == slot).count();
    }

    void play(HistoryStep step) throws Exception {
        told.add(step.toString());
        stop = new StopSignal();
        var engine = new HistoryEngine(this, step.at());
        told.add("  " + run(step, engine.troubledBy(() -> befall(step, engine), holder("here"))));
        world.runtime.refusesStart = false;
        world.runtime.refusesStop = false;
        world.router.deaf = false;
        routerLies = false;
        alive.clear();
        look();
    }

    private Holder holder(String host) {
        engines++;
        var holder = new Holder("test", host, engines, engines);
        alive.add(holder);
        return holder;
    }

    /** @return how it ended, for the story */
    private String run(HistoryStep step, Deployer deployer) throws InterruptedException {
        try {
            var result = act(step.action(), step.candidate(), deployer);
            if (result.delivered() && step.trouble() != HistoryStep.Trouble.MOVED_BY_HAND) {
                requireServing(world.router.live.orElseThrow(), "a release is called live in " + world.router.live);
            }
            return result.state().map(Enum::name).orElse("-") + " " + result.cause() + ": " + result.reason();
        } catch (SimulatedCrash | LeaseHeldException | IOException e) {
            refused = e instanceof LeaseHeldException;
            return e.toString();
        }
    }

    private DeployResult act(HistoryStep.Action action, HistoryStep.Candidate candidate, Deployer deployer)
            throws IOException, InterruptedException, LeaseHeldException {
        return switch (action) {
            case DEPLOY_NEW -> deployer.deploy(next(candidate), Path.of("image.tar"), settings());
            case DEPLOY_LATEST_AGAIN -> deployer.deploy(World.release(Math.max(1, releases)), Path.of("image.tar"), settings());
            case DEPLOY_OLDER -> deployer.deploy(World.release(Math.max(1, releases - 1)), Path.of("image.tar"), settings());
            case ROLLBACK -> deployer.rollback();
            case RESUME -> deployer.resume();
            case ADOPT -> deployer.adopt("a person looked");
            case RETIRE -> deployer.retire();
        };
    }

    private Release next(HistoryStep.Candidate candidate) {
        releases++;
        var release = World.release(releases);
        switch (candidate) {
            case GOOD -> { }
            case ERRS -> world.runtime.errorPercent.put(release.id(), 30);
            case UNHEALTHY -> world.runtime.unhealthy.add(release.id());
            case DIES_AT_ONCE -> world.runtime.dyingAtOnce.add(release.id());
            case HANGS_FOR_USERS -> world.runtime.hanging.put(release.id(), Set.of("/slow"));
        }
        return release;
    }

    /** As short as it can be and still be judged. */
    private static DeploySettings settings() {
        var base = World.settings();
        return base.with(new DeploySettings.Health("/health", 2, Duration.ofMillis(100), Duration.ofSeconds(1)))
                .with(new DeploySettings.Watch(Duration.ofSeconds(1), Duration.ofMillis(250), 20, Expectations.parse("errors < 2%")))
                .with(ReleaseConfig.of(Map.of())).ending(Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    private void befall(HistoryStep step, HistoryEngine engine) {
        var now = world.time.instant();
        switch (step.trouble()) {
            case NONE -> { }
            case KILLED -> throw new SimulatedCrash("killed at " + step.at());
            case STOP_ASKED -> stop.ask();
            case CANDIDATE_DIES -> world.router.live.map(Slot::other).or(() -> Optional.of(Slot.BLUE)).ifPresent(this::die);
            case LIVE_DIES -> world.router.live.ifPresent(this::die);
            case ROUTER_SILENT -> {
                world.router.down = true;
                routerBack = now.plusSeconds(step.seconds());
            }
            case ROUTER_DEAF -> world.router.deaf = true;
            case ROUTER_LIES -> routerLies = true;
            case ROUTER_REPLY_LOST -> engine.losesRouterReply = true;
            case STORE_REPLY_LOST -> engine.losesStoreReply = true;
            case STORE_SILENT -> {
                world.store.gone = true;
                storeBack = now.plusSeconds(step.seconds());
            }
            case CANNOT_START -> world.runtime.refusesStart = true;
            case CANNOT_STOP -> world.runtime.refusesStop = true;
            case TAKEN_OVER -> {
                world.time.pause(Lease.TTL.plusSeconds(1));
                another(step);
            }
            case CONTENDED -> contend(step);
            case MOVED_BY_HAND -> moveByHand();
        }
    }

    private void die(Slot slot) {
        if (world.runtime.running.values().removeIf(instance -> instance.slot() == slot)) {
            died.add(slot);
        }
    }

    private void moveByHand() {
        world.router.live.ifPresent(slot -> {
            world.router.live = Optional.of(slot.other());
            movedByHand = true;
        });
    }

    private void contend(HistoryStep step) {
        boolean held = leaseIsHeld();
        refused = false;
        another(step);
        require(!held || refused, "a second engine was not refused while the first held the lease");
    }

    private boolean leaseIsHeld() {
        try {
            return Lease.in(world.store).filter(lease -> !lease.released()
                    && alive.contains(lease.holder()) && lease.left(world.time.instant()).compareTo(Duration.ZERO) > 0).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    private void another(HistoryStep step) {
        var taken = new HistoryStep(step.other(), step.candidate(), HistoryStep.Trouble.KILLED, step.otherAt(), 0, step.other(), 0);
        var engine = new HistoryEngine(this, step.otherAt());
        try {
            told.add("    meanwhile " + taken + ": " + run(taken, engine.troubledBy(() -> befall(taken, engine), holder("there"))));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** After every step, whatever it was. */
    private void look() throws Exception {
        if (world.store.gone) {
            return;
        }
        var journal = Journal.open(world.store);
        require(new Audit(world.store).problem().isEmpty(), "the audit is broken: " + new Audit(world.store).problem());
        world.router.live.filter(slot -> !movedByHand).ifPresent(slot -> requireServing(slot, "users are left on " + slot.word()));
        boolean halted = journal.lastMove().filter(move -> move.enters(DeployState.HALTED)).isPresent();
        if (journal.unfinished().isEmpty() && !halted && !movedByHand) {
            require(History.of(journal.entries()).live().map(History.Placed::slot).equals(world.router.live),
                    "nothing is under way, the journal says " + History.of(journal.entries()).live() + ", users are on " + world.router.live);
        }
    }

    /** All troubles are over, and a person helps where one is asked for: a good release must be live then, and nothing left over. */
    void end() throws Exception {
        told.add("the end");
        world.time.pause(Duration.ofMinutes(1));
        world.router.down = false;
        world.store.gone = false;
        var resumed = calm().resume();
        told.add("  " + resumed.state() + " " + resumed.reason());
        boolean unfinished = Journal.open(world.store).unfinished().isPresent();
        require(movedByHand || !unfinished, "it was resumed and is unfinished");
        if ((resumed.halted() || unfinished) && world.router.live.isPresent()) {
            settleByHand(world.router.live.get());
        }
        int last = releases + 1;
        var result = calm().deploy(next(HistoryStep.Candidate.GOOD), Path.of("image.tar"), settings());
        told.add("  " + result.state() + " " + result.reason());
        require(result.delivered(), "a good release was not delivered: " + result.reason());
        require(world.liveRelease().equals(Optional.of("r" + last)), "users are on " + world.liveRelease());
        requireNothingLeftOver(result);
        require(new Audit(world.store).problem().isEmpty(), "the audit is broken");
        require(TargetStatus.of(world.target(world.store)).lease().isEmpty(), "the lease was not given back");
    }

    private void requireNothingLeftOver(DeployResult result) {
        var wanted = new HashSet<String>();
        result.live().ifPresent(placed -> wanted.add(placed.toString()));
        result.previous().ifPresent(placed -> wanted.add(placed.toString()));
        var found = world.runtime.running.values().stream().map(i -> i.release() + " in " + i.slot().word()).toList();
        require(found.size() <= 2 && wanted.containsAll(found), found + " run. Expected no more than " + wanted);
        require(result.previous().isEmpty() || died.contains(result.previous().get().slot()) || found.size() == 2,
                "the way back is gone: " + found);
    }

    private void settleByHand(Slot slot) throws Exception {
        if (running(slot) == 0) {
            releases++;
            var release = World.release(releases);
            world.runtime.images.add(release.digest());
            world.runtime.running.put("by-hand", new Runtime.Instance("by-hand", release.id(), release.digest(), slot, 0,
                    URI.create("http://127.0.0.1:" + settings().site().slots().get(slot) + "/")));
            startedIn(slot);
        }
        world.runtime.errorPercent.clear();
        var adopted = calm().adopt("a person looked");
        told.add("  adopted: " + adopted.state() + " " + adopted.reason());
        require(adopted.delivered(), "what serves could not be adopted");
    }

    private Deployer calm() {
        stop = new StopSignal();
        alive.clear();
        return new HistoryEngine(this, -1).troubledBy(() -> { }, holder("here"));
    }

    private String journal() {
        try {
            return String.join("\n  ", Journal.open(world.store).entries().stream().map(e -> e.deployment() + " " + e.headline()).toList());
        } catch (IOException e) {
            return e.getMessage();
        }
    }
}
