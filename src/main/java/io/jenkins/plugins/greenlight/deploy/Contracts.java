package io.jenkins.plugins.greenlight.deploy;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** What cannot be undone is done to the schema only when nobody is left who needs what it takes away. */
final class Contracts {
    private final Target target;
    private final Logbook log;

    Contracts(Target target, Logbook log) {
        this.target = target;
        this.log = log;
    }

    /**
     * Runs the contract of the live release when it is due: it has one, it was not run, no other release runs, none older is to
     * come, and no stop is asked for. To be called when an old release was stopped; safe to repeat.
     *
     * @param next the release that is to be deployed; empty for none
     * @return what stands in the way of anything new, a sentence; empty when all is well
     */
    Optional<String> settle(Optional<Plan> next) throws IOException, InterruptedException {
        var live = History.of(log.journal().entries()).live();
        var plan = live.flatMap(log.journal()::planOf);
        var migration = plan.flatMap(own -> own.settings().migration()).filter(own -> own.has(Migration.Step.CONTRACT));
        if (migration.isEmpty() || target.stop().asked() || !isAlone(live.orElseThrow())
                || leavesBehind(migration.get().level(), next)) {
            return Optional.empty();
        }
        var settings = plan.get().settings().at(log.journal().lastPlan().settings().site());
        return settle(placed(plan.get(), live.get(), settings), migration.get().level());
    }

    private Optional<String> settle(Plan plan, String level) throws IOException, InterruptedException {
        var known = new SchemaHistory(log.journal().entries());
        boolean unsettled = known.phase(Migration.Step.CONTRACT, level).equals(Optional.of(SchemaMark.Phase.BEGUN));
        if (known.contracted(level) && !unsettled) {
            return Optional.empty(); // done, or a person has looked
        }
        var missing = SchemaPrograms.missing(plan.settings().migration().orElseThrow());
        if (missing.isPresent()) {
            return missing;
        }
        var step = new SchemaStep(target, log, plan, Migration.Step.CONTRACT,
                Map.of(SchemaHistory.LEAVES, known.olderThan(level)));
        var looked = step.look();
        var result = looked.isPresent() ? looked.get() : step.run();
        return switch (result.how()) {
            case DONE, DONE_BADLY -> Optional.empty();
            case FAILED -> Optional.of(sentence(plan, result) + "Mend it and deploy again: it is tried again first.");
            case UNASKED -> Optional.of(sentence(plan, result) + "Mend migration.status, then deploy again.");
            case UNKNOWN -> Optional.of(sentence(plan, result) + "It is not tried again. Look at the schema, bring it to all"
                    + " of this"
                    + " contract by hand, then: greenlight adopt");
        };
    }

    private static String sentence(Plan plan, SchemaStep.Result result) {
        return plan.candidate() + " stays live, and nothing new begins before its contract is settled: " + result.what() + ". ";
    }

    private boolean isAlone(History.Placed live) throws IOException, InterruptedException {
        return target.runtime().instances().stream().allMatch(instance -> instance.slot() == live.slot()
                && instance.release().equals(live.release().id()));
    }

    private boolean leavesBehind(String level, Optional<Plan> next) {
        return next.isPresent() && new SchemaHistory(log.journal().entries()).olderThan(level).contains(next.get().level());
    }

    private static Plan placed(Plan plan, History.Placed live, DeploySettings settings) {
        return new Plan(plan.app(), plan.environment(), plan.deployment(), live.release(), live.slot(), Optional.empty(),
                settings,
                Optional.empty(), "");
    }

    /** Why a release of this level cannot be live any more, naming the way forward; empty when it can.
     *  @param since the journal entry with which it was planned; empty for one that is new */
    static Optional<String> refusal(Journal journal, Release release, String level, Optional<JournalEntry> since) {
        var contract = SchemaHistory.lastContract(journal.entries());
        boolean gone = new SchemaHistory(journal.entries()).leftBehind().contains(level)
                && (!level.isEmpty() || since.filter(planned -> planned.seq() < contract.orElseThrow().seq()).isPresent());
        return !gone ? Optional.empty() : Optional.of(release + " needs the schema "
                + (level.isEmpty() ? "as it was before levels were given" : "at level " + level) + ", and what that needs was"
                + " taken away by "
                + contract.map(entry -> SchemaMark.of(entry).orElseThrow().level())
                .map(at -> "the contract of level " + at).orElseThrow()
                + " (journal entry " + contract.get().seq() + "). Nothing was changed. The way is forward: deploy a release"
                + " of level "
                + SchemaMark.of(contract.get()).orElseThrow().level() + " or newer"
                + History.of(journal.entries()).live().map(live -> "; " + live + " is one and is live.").orElse("."));
    }
}
