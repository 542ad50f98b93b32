package io.jenkins.plugins.greenlight.deploy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An engine is frozen at every moment there is, loses its lease to another, and wakes up. */
@Tag("slow")
class TakenOverTest {
    /** More than a deployment has. */
    private static final int MOMENTS = 75;

    private static HistoryStep deploy(HistoryStep.Trouble trouble, int at, HistoryStep.Action other) {
        return new HistoryStep(HistoryStep.Action.DEPLOY_NEW, HistoryStep.Candidate.GOOD, trouble, at, 1, other, Integer.MAX_VALUE);
    }

    @ParameterizedTest @EnumSource(names = {"RESUME", "ROLLBACK"})
    void harmsNobodyWhenItWakesUp(HistoryStep.Action other) throws Exception {
        for (int at : IntStream.range(0, MOMENTS).toArray()) {
            var play = new HistoryPlay();

            play.play(deploy(HistoryStep.Trouble.NONE, 0, other));
            play.play(deploy(HistoryStep.Trouble.NONE, 0, other));
            play.play(deploy(HistoryStep.Trouble.TAKEN_OVER, at, other));

            play.end();
        }
    }
}
