package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.port.ReleaseId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** One random history on the real parts; the same one for the same seed, as far as the machine's own timing allows. */
final class RealHistory implements AutoCloseable {
    private static final int MOST_STEPS = 4;
    private static final int LAST_MOMENT = 70;

    enum Action { DEPLOY_NEW, DEPLOY_DYING, DEPLOY_UNHEALTHY, DEPLOY_OLDER, ROLLBACK, RESUME, RETIRE, ADOPT }

    enum Trouble { NONE, KILLED, RELOADED, LIVE_KILLED, LIVE_CRASHED, LIVE_REMOVED, OTHER_KILLED, OTHER_CRASHED, OTHER_REMOVED }

    private final RealPlace place;
    private final LiveWitness witness;
    private final Random random;
    private final List<String> told = new ArrayList<>();
    private int releases;
    private int engines;

    RealHistory(Path folder, long seed) throws Exception {
        this.random = new Random(seed);
        this.place = new RealPlace(folder);
        this.witness = new LiveWitness(place);
    }

    String story() {
        return String.join("\n  ", told);
    }

    long looks() {
        return witness.looks();
    }

    void require(boolean holds, String violation) {
        if (!holds) {
            throw new AssertionError(violation);
        }
    }

    void play() throws Exception {
        act(Action.DEPLOY_NEW, new RealEngine(place, -1).troubledBy(() -> { }, holder()));
        int steps = 1 + random.nextInt(MOST_STEPS);
        for (int i = 0; i < steps; i++) {
            step();
        }
        end();
    }

    private void step() throws Exception {
        var action = random.nextInt(3) == 0 ? Action.DEPLOY_NEW : pick(Action.values());
        var trouble = random.nextInt(3) == 0 ? Trouble.KILLED : pick(Trouble.values());
        int at = random.nextInt(LAST_MOMENT);
        told.add(action + ", " + trouble + " at " + at);
        var engine = new RealEngine(place, at);
        try {
            var result = act(action, engine.troubledBy(() -> befall(trouble), holder()));
            told.add("  " + result.state().map(Enum::name).orElse("-") + " " + result.cause() + ": " + result.reason());
        } catch (SimulatedCrash | LeaseHeldException | IOException e) {
            told.add("  " + e);
        }
        told.add("  after " + engine.moments() + " moments");
        look();
    }

    private <T> T pick(T[] all) {
        return all[random.nextInt(all.length)];
    }

    private Holder holder() {
        engines++;
        return new Holder("test", "here", engines, engines);
    }

    private DeployResult act(Action action, Deployer deployer) throws IOException, InterruptedException, LeaseHeldException {
        return switch (action) {
            case DEPLOY_NEW -> deployer.deploy(next(), place.archive, settings());
            case DEPLOY_DYING -> deployer.deploy(next(), place.archive, place.settings(RealPlace.PAGE, Map.of("FAIL", "db")));
            case DEPLOY_UNHEALTHY -> deployer.deploy(next(), place.archive, place.settings("/cgi-bin/none", Map.of()));
            case DEPLOY_OLDER -> deployer.deploy(release(Math.max(1, releases - 1)), place.archive, settings());
            case ROLLBACK -> deployer.rollback();
            case RESUME -> deployer.resume();
            case RETIRE -> deployer.retire();
            case ADOPT -> deployer.adopt("a person looked");
        };
    }

    private DeploySettings settings() {
        return place.settings(RealPlace.PAGE, Map.of());
    }

    private Release next() {
        releases++;
        return release(releases);
    }

    private Release release(int number) {
        return new Release(new ReleaseId("r" + number), place.image.digest(), "", "");
    }

    private void befall(Trouble trouble) throws IOException, InterruptedException {
        told.add("  now " + trouble + ", users are on " + place.live());
        switch (trouble) {
            case NONE -> { }
            case KILLED -> throw new SimulatedCrash("killed");
            case RELOADED -> place.haproxy.reload();
            case LIVE_KILLED, LIVE_CRASHED, LIVE_REMOVED -> hit(true, trouble);
            case OTHER_KILLED, OTHER_CRASHED, OTHER_REMOVED -> hit(false, trouble);
        }
    }

    private void hit(boolean live, Trouble trouble) throws IOException, InterruptedException {
        var users = place.live();
        for (var seen : place.containers()) {
            if (seen.living() && users.equals(Optional.of(seen.slot())) == live) {
                witness.hits(seen.id());
                switch (trouble) {
                    case LIVE_KILLED, OTHER_KILLED -> place.docker.act("kill",
                            client -> client.killContainerCmd(seen.id()).exec());
                    case LIVE_REMOVED, OTHER_REMOVED -> place.docker.act("remove",
                            client -> client.removeContainerCmd(seen.id()).withForce(true).exec());
                    case LIVE_CRASHED, OTHER_CRASHED -> crash(seen.id());
                    case NONE, KILLED, RELOADED -> throw new IllegalStateException(trouble + " hits nobody.");
                }
            }
        }
    }

    /** The release's process dies, and the Docker Engine starts it again. */
    private void crash(String id) throws IOException {
        var init = place.docker.read("look", client -> client.inspectContainerCmd(id).exec()).getState().getPidLong();
        ProcessHandle.of(init).stream().flatMap(ProcessHandle::children)
                .forEach(ProcessHandle::destroyForcibly);
    }

    /** After every step, whatever it was. */
    private void look() throws Exception {
        require(witness.violations().isEmpty(), String.join("; ", witness.violations()));
        var audit = new Audit(place.store).problem();
        require(audit.isEmpty(), "the audit is broken: " + audit);
        require(place.haproxy.backendsInUse().size() <= 1, "the map has rows " + place.haproxy.backendsInUse());
    }

    /** All troubles are over, and a person helps where needed: a good release must be live then, and nothing left over. */
    private void end() throws Exception {
        told.add("the end");
        var resumed = calm().resume();
        told.add("  resumed: " + resumed.state() + " " + resumed.reason());
        var journal = Journal.open(place.store);
        require(journal.unfinished().isEmpty() || resumed.halted(), "it was resumed and is unfinished");
        if (resumed.halted() && place.live().isPresent()) {
            settleByHand(place.live().get());
        }
        var wanted = next();
        var result = calm().deploy(wanted, place.archive, settings());
        told.add("  " + result.state() + " " + result.reason());
        require(result.delivered(), "a good release was not delivered");
        require(place.containers().stream().anyMatch(seen -> seen.living() && isLive(seen)
                        && seen.release().equals(wanted.id().value())),
                wanted + " does not serve: " + place.containers());
        requireNothingLeftOver(result);
        look();
    }

    private boolean isLive(RealPlace.Seen seen) {
        try {
            return place.live().equals(Optional.of(seen.slot()));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("HAProxy does not say who is live", e);
        }
    }

    private void requireNothingLeftOver(DeployResult result) throws Exception {
        var wanted = new HashSet<String>();
        result.live().ifPresent(placed -> wanted.add(placed.release().id().value() + " " + placed.slot()));
        result.previous().ifPresent(placed -> wanted.add(placed.release().id().value() + " " + placed.slot()));
        var found = place.containers().stream().map(seen -> seen.release() + " " + seen.slot()).toList();
        require(found.size() <= 2 && wanted.containsAll(found),
                "there are containers of " + found + ". Expected no more than " + wanted);
        require(place.haproxy.backendsInUse().size() == 1, "the map has rows " + place.haproxy.backendsInUse());
        require(place.haproxy.router().problem().isEmpty(), "HAProxy: " + place.haproxy.router().problem());
        require(Lease.in(place.store).filter(Lease::released).isPresent(),
                "the lease was not given back: " + Lease.in(place.store));
    }

    private void settleByHand(Slot slot) throws Exception {
        if (place.containers().stream().noneMatch(seen -> seen.living() && seen.slot() == slot)) {
            var release = next();
            place.runtime().sweep(slot);
            place.runtime().accept(release.digest(), place.archive);
            place.runtime().start(new Runtime.Spec("by-hand", release.id(), release.digest(), slot, 0, place.slots.get(slot),
                    Map.of()));
        }
        awaitAnswer(slot);
        var adopted = calm().adopt("a person looked");
        told.add("  adopted: " + adopted.state() + " " + adopted.reason());
        require(adopted.delivered(), "what serves could not be adopted");
    }

    private void awaitAnswer(Slot slot) throws Exception {
        long end = System.nanoTime() + 30_000_000_000L;
        var probe = new Probe(place.ports.http(), RealPlace.HEADER);
        var release = place.containers().stream().filter(seen -> seen.living() && seen.slot() == slot)
                .findFirst().orElseThrow().release();
        var address = URI.create("http://127.0.0.1:" + place.slots.get(slot));
        while (!probe.health(address, settings().health(), new ReleaseId(release)).good()) {
            require(System.nanoTime() < end, "what was started by hand does not answer");
            Thread.sleep(50);
        }
    }

    private Deployer calm() {
        return new RealEngine(place, -1).troubledBy(() -> { }, holder());
    }

    @Override public void close() throws IOException {
        witness.close();
        place.close();
    }
}
