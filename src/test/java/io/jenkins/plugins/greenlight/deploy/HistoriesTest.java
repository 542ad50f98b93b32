package io.jenkins.plugins.greenlight.deploy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Random histories of deployments, kills, lost answers, silences and two engines at once; the same ones in every run. */
class HistoriesTest {
    private static final int LAST_MOMENT = 75;

    @Property(seed = "20260101", edgeCases = EdgeCasesMode.NONE)
    void usersAreNeverWorseOffThanTheyNeedBe(@ForAll("histories") List<HistoryStep> history) throws Exception {
        var play = new HistoryPlay();

        for (var step : history) {
            play.play(step);
        }

        play.end();
    }

    @Provide Arbitrary<List<HistoryStep>> histories() {
        return steps().list().ofMinSize(1).ofMaxSize(7);
    }

    private static Arbitrary<HistoryStep> steps() {
        var actions = Arbitraries.frequency(Tuple.of(8, HistoryStep.Action.DEPLOY_NEW), Tuple.of(1, HistoryStep.Action.DEPLOY_LATEST_AGAIN),
                Tuple.of(1, HistoryStep.Action.DEPLOY_OLDER), Tuple.of(3, HistoryStep.Action.ROLLBACK),
                Tuple.of(3, HistoryStep.Action.RESUME), Tuple.of(2, HistoryStep.Action.ADOPT), Tuple.of(2, HistoryStep.Action.RETIRE));
        var candidates = Arbitraries.frequency(Tuple.of(6, HistoryStep.Candidate.GOOD), Tuple.of(1, HistoryStep.Candidate.ERRS),
                Tuple.of(1, HistoryStep.Candidate.UNHEALTHY), Tuple.of(1, HistoryStep.Candidate.DIES_AT_ONCE),
                Tuple.of(1, HistoryStep.Candidate.HANGS_FOR_USERS));
        return Combinators.combine(actions, candidates, troubles(),
                Arbitraries.integers().between(0, LAST_MOMENT), Arbitraries.integers().between(1, 40), actions,
                Arbitraries.integers().between(0, 2 * LAST_MOMENT)).as(HistoryStep::new);
    }

    /** Those that depend most on the very moment come most often. */
    private static Arbitrary<HistoryStep.Trouble> troubles() {
        return Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.of(HistoryStep.Trouble.class)),
                Tuple.of(1, Arbitraries.of(HistoryStep.Trouble.KILLED)), Tuple.of(2, Arbitraries.of(HistoryStep.Trouble.TAKEN_OVER)));
    }
}
