package benchmarks.engine;

import benchmarks.load.Findings;
import benchmarks.load.Load;
import benchmarks.load.LoadPlan;
import benchmarks.load.Switch;
import io.jenkins.plugins.greenlight.deploy.Crashpoint;
import io.jenkins.plugins.greenlight.deploy.DeployResult;
import io.jenkins.plugins.greenlight.deploy.DeployState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** So many deployments, each taken back at once, under users of every kind who never ask twice. */
final class Cycles {
    private final Site site;
    private final int count;
    private final Duration watched;
    /** From the end of the time a candidate is watched to LIVE, in microseconds. */
    private final List<Long> late = new ArrayList<>();
    private long watching;

    /** @param watched how long a candidate is watched */
    Cycles(Site site, int count, Duration watched) {
        this.site = site;
        this.count = count;
        this.watched = watched;
    }

    Findings run(Path folder) throws Exception {
        delivered(site.deploy("r0", Crashpoint.NONE));
        try (var load = Load.start(LoadPlan.everyKind(site.frontDoor()), folder)) {
            load.switched(new Switch(0, 0, "r0"));
            int told = site.router().moves().size();
            String before = "r0";
            for (int i = 1; i <= count; i++) {
                var next = "r" + i;
                delivered(site.deploy(next, this::time));
                told = tell(load, told, next);
                delivered(site.rollback(this::time));
                told = tell(load, told, before);
                if (i % 10 == 0) {
                    System.out.println("cycle " + i + " of " + count + ": " + load.soFar().all());
                }
            }
            return load.end();
        }
    }

    List<Long> late() {
        return late;
    }

    private int tell(Load load, int told, String release) {
        var moves = site.router().moves();
        moves.subList(told, moves.size()).stream().filter(TimedRouter.Move::movesUsers)
                .forEach(move -> load.switched(new Switch(move.begun(), move.reported(), release)));
        return moves.size();
    }

    private void time(Crashpoint.Moment moment, DeployState state) {
        if (state == DeployState.WATCHING && moment == Crashpoint.Moment.AFTER_ENTRY) {
            watching = TimedRouter.micros();
        }
        if (state == DeployState.LIVE && moment == Crashpoint.Moment.AFTER_ENTRY) {
            late.add(TimedRouter.micros() - watching - watched.toNanos() / 1000);
        }
    }

    private static void delivered(DeployResult result) {
        if (!result.delivered()) {
            throw new IllegalStateException("A good release was not delivered: " + result.reason());
        }
    }
}
