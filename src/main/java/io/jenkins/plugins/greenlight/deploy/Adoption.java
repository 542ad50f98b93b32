package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.parse.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A person says that what users get now is what they should get. */
final class Adoption {
    private final Target target;

    Adoption(Target target) {
        this.target = target;
    }

    DeployResult adopt(LeaseKeeper lease, Journal journal, String reason) throws IOException, InterruptedException {
        var live = target.router().route().live();
        if (live.isEmpty()) {
            return Results.refused(target, journal, Cause.UNMEASURED, "The router in " + target.environment()
                    + " sends users to nobody: there is nothing to adopt. Deploy a release.");
        }
        var slot = live.get();
        var running = target.runtime().instances().stream().filter(instance -> instance.slot() == slot).toList();
        if (running.size() != 1) {
            return Results.refused(target, journal, Cause.FAULT, "The router sends users to " + slot.word() + ", where "
                    + running.size() + " instances run. Expected one. Start or stop by hand until just the right one runs, then adopt.");
        }
        var instance = running.get(0);
        var release = journal.known(instance, "").orElse(new Release(instance.release(), instance.digest(), "", ""));
        var log = new Logbook(target, lease, journal, target.environment() + "-" + lease.epoch());
        log.adopted(reason, release, slot, wayBack(journal, slot));
        new Switchboard(target, log).settle(slot); // nobody judges it any more: a halt may have left it on trial
        var history = History.of(journal.entries());
        return new DeployResult(Optional.of(DeployState.LIVE), Cause.PLAN, release + " in " + slot.word() + " was adopted: " + reason,
                history.live(), history.previous(), List.of(), Measures.none(), new Audit(target.store()).head());
    }

    /** A release that was live before and still runs in the other slot, alone there. */
    private Map<String, Object> wayBack(Journal journal, Slot live) throws IOException, InterruptedException {
        var others = target.runtime().instances().stream().filter(instance -> instance.slot() == live.other()).toList();
        return others.size() != 1 ? Map.of() : journal.known(others.get(0), "").filter(journal::wasLive)
                .<Map<String, Object>>map(release -> Map.of("previousRelease", EntryJson.write(release), "previousSlot", live.other().word()))
                .orElse(Map.of());
    }

    /** As {@link #wayBack} wrote it. */
    static Optional<History.Placed> previous(JournalEntry adopted) {
        var facts = Json.read(Json.write(adopted.facts()), "journal entry " + adopted.seq());
        return facts.find("previousRelease").map(release -> new History.Placed(EntryJson.release(release),
                Slot.of(facts.get("previousSlot").text()), ""));
    }
}
