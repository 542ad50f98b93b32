package io.jenkins.plugins.greenlight.deploy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A person wants the schema back as it was. Users go back first, for the previous release works on the schema as it is; then
 * the newer
 * one is stopped, a backup is made and tried, and only then its revert runs. What was asked for stands in the journal until it is
 * done or given up.
 */
final class Reverts {
    private static final String BY = "by";
    private static final String BACK = "back";
    private static final String GIVEN_UP = "givenUp";

    private final Target target;
    private final Journal journal;
    private final Logbook log;

    Reverts(Target target, LeaseKeeper lease, Journal journal) {
        this.target = target;
        this.journal = journal;
        this.log = new Logbook(target, lease, journal, target.environment() + "-" + lease.epoch() + "-schema");
    }

    /** Why the schema of the live release cannot be reverted; empty when it can. */
    Optional<String> refusal() {
        var history = History.of(journal.entries());
        var migration = history.live().flatMap(journal::planOf).flatMap(plan -> plan.settings().migration());
        if (migration.isEmpty() || !migration.get().has(Migration.Step.REVERT)) {
            return Optional.of(history.live().map(live -> live + " was").orElse("Nobody is live, so nothing was")
                    + " deployed without"
                    + " migration.revert. Expected the program that takes its schema back. Nothing was changed.");
        }
        if (history.previous().flatMap(journal::planOf)
                .filter(plan -> plan.level().equals(migration.get().level())).isPresent()) {
            return Optional.of(history.previous().get() + " needs the schema at level " + migration.get().level() + " too."
                    + " Nothing was"
                    + " changed. Expected a previous release of an older level: greenlight rollback without --revert-schema.");
        }
        if (new SchemaHistory(journal.entries()).contracted(migration.get().level())) {
            return Optional.of("The contract of level " + migration.get().level() + " has run: what it took away no revert"
                    + " brings back."
                    + " Nothing was changed. The way is forward: deploy a release that mends it.");
        }
        return SchemaPrograms.missing(migration.get());
    }

    /** To be written before users are sent back. */
    void ask(String by, History history) throws IOException {
        var live = history.live().orElseThrow();
        var level = journal.planOf(live).orElseThrow().level();
        log.schema(by + " wants the schema back from level " + level + ", once users are back on "
                + history.previous().orElseThrow(),
                live.release(), live.slot(), new SchemaMark(Migration.Step.REVERT, SchemaMark.Phase.ASKED, level,
                        Map.of(BY, by, BACK, history.previous().orElseThrow().release().id().value())).facts());
    }

    /** With what is still to be done of a revert; the same when nothing is. */
    DeployResult after(DeployResult result) throws IOException, InterruptedException {
        if (journal.unfinished().isPresent()) {
            return result;
        }
        var settled = settle();
        var history = History.of(journal.entries());
        return settled.map(ended -> new DeployResult(ended.state(), ended.state().equals(Optional.of(DeployState.LIVE))
                ? result.cause()
                : Cause.FAULT, result.reason() + ". " + ended.what(), history.live(), history.previous(), entries(result),
                result.watched(),
                Results.head(target))).orElse(result);
    }

    private List<JournalEntry> entries(DeployResult result) {
        var all = new ArrayList<>(result.entries());
        all.addAll(journal.of(log.deployment()));
        return all;
    }

    /** @param state LIVE when it is done, HALTED when nobody knows, else empty */
    record Settled(Optional<DeployState> state, String what) { }

    /** Goes on with what was asked for. Empty when nothing is to be done any more. */
    Optional<Settled> settle() throws IOException, InterruptedException {
        var asked = pending();
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        var live = History.of(journal.entries()).live();
        if (live.filter(now -> now.release().id().value().equals(asked.get().facts().get(BACK))).isEmpty()) {
            giveUp(asked.get());
            return Optional.empty();
        }
        return Optional.of(revert(asked.get(), live.get()));
    }

    private Settled revert(JournalEntry asked, History.Placed live) throws IOException, InterruptedException {
        var newer = new History.Placed(asked.release(), asked.slot());
        var own = journal.planOf(newer).orElseThrow();
        var plan = new Plan(own.app(), own.environment(), own.deployment(), asked.release(), asked.slot(), Optional.empty(),
                own.settings().at(journal.lastPlan().settings().site()), Optional.empty(), "");
        new Retirement(target, log).of(asked.slot(), instance -> false, plan.settings(), target.stop()::asked);
        if (target.stop().asked()) {
            return new Settled(Optional.empty(), "A stop was asked for before the schema was reverted. " + further(live));
        }
        var step = new SchemaStep(target, log, plan, Migration.Step.REVERT, Map.of(BY, String.valueOf(asked.facts().get(BY))));
        var result = step.look();
        if (result.isEmpty()) {
            var refused = new Backup(target, log, plan).make();
            if (refused.isPresent()) {
                return new Settled(Optional.empty(), "The schema was not reverted, " + refused.get() + ". " + further(live));
            }
            result = Optional.of(step.run());
        }
        return switch (result.get().how()) {
            case DONE, DONE_BADLY -> new Settled(Optional.of(DeployState.LIVE), "As " + asked.facts().get(BY) + " asked: "
                    + result.get().what());
            case FAILED, UNASKED -> new Settled(Optional.empty(), "The schema was not reverted: " + result.get().what() + ". "
                    + further(live));
            case UNKNOWN -> new Settled(Optional.of(DeployState.HALTED), result.get().what() + ". Look at the schema and see"
                    + " that " + live
                    + " works on it, then: greenlight adopt");
        };
    }

    private static String further(History.Placed live) {
        return live + " is live and works on the schema as it is. Mend this, then: greenlight resume; or give the revert up:"
                + " greenlight adopt";
    }

    private void giveUp(JournalEntry asked) throws IOException {
        var level = SchemaMark.of(asked).orElseThrow().level();
        log.schema("users are not on " + asked.facts().get(BACK) + ", so the schema stays at level " + level,
                asked.release(), asked.slot(),
                new SchemaMark(Migration.Step.REVERT, SchemaMark.Phase.NOT_DONE, level, Map.of(GIVEN_UP, true)).facts());
    }

    private Optional<JournalEntry> pending() {
        Optional<JournalEntry> asked = Optional.empty();
        for (var entry : journal.entries()) {
            var mark = SchemaMark.of(entry).filter(found -> found.step() == Migration.Step.REVERT);
            if (mark.filter(found -> found.phase() == SchemaMark.Phase.ASKED).isPresent()) {
                asked = Optional.of(entry);
            } else if (entry.kind() == JournalEntry.Kind.ADOPTED || mark.filter(found -> found.phase() == SchemaMark.Phase.DONE
                    || found.more().containsKey(GIVEN_UP)).isPresent()) {
                asked = Optional.empty();
            }
        }
        return asked;
    }
}
