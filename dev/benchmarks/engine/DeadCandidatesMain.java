package benchmarks.engine;

import io.jenkins.plugins.greenlight.deploy.DeploySettings;
import io.jenkins.plugins.greenlight.gate.Expectations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Candidates that die under users: {@code DOCKER_HOST FOLDER RUNS}. The working directory is the checkout. */
public final class DeadCandidatesMain {
    private DeadCandidatesMain() { }

    public static void main(String[] args) throws Exception {
        var folder = Path.of(args[1]).toAbsolutePath();
        try (var site = Place.site(folder, args[0], watch(Duration.ofSeconds(2), Expectations.parse("errors < 1%")))) {
            var dead = new DeadCandidates(site);
            dead.begin();
            site.watch(watch(Duration.ofSeconds(20), Expectations.parse("errors < 1%", "p95 < 250 ms")));
            site.ending(Duration.ofSeconds(2), Duration.ofSeconds(2));   // users are back by then, and the dead never drain
            var cases = new ArrayList<DeadCandidates.Case>();
            for (int run = 0; run < Integer.parseInt(args[2]); run++) {
                var one = dead.run(Death.values()[run % Death.values().length], folder.resolve("load"));
                cases.add(one);
                System.out.println(one.death().word() + " run " + (run + 1) + ": " + (one.back() ? "back" : "NOT BACK")
                        + ", restored after "
                        + (one.restoreMicros().isPresent() ? one.restoreMicros().getAsLong() / 1000 + " ms" : "NEVER") + ", "
                        + one.bad() + " bad: " + one.result().state().map(Enum::name).orElse("-") + " " + one.result().reason());
            }
            tell(cases);
            Results.require(cases.stream().allMatch(DeadCandidates.Case::back), "Users were not taken back from a dead candidate.");
        }
    }

    private static void tell(List<DeadCandidates.Case> cases) {
        Results.print("switch.dead.runs", cases.size(), "cases");
        Results.print("switch.dead.back", cases.stream().filter(DeadCandidates.Case::back).count(), "cases");
        var times = times(cases);
        Results.percentile("switch.dead.restore", times, 50);
        Results.percentile("switch.dead.restore", times, 95);
        Results.most("switch.dead.restore", times);
        for (var death : Death.values()) {
            var own = times(cases.stream().filter(one -> one.death() == death).toList());
            Results.percentile("switch.dead." + death.word(), own, 50);
            Results.most("switch.dead." + death.word(), own);
        }
    }

    private static List<Long> times(List<DeadCandidates.Case> cases) {
        return cases.stream().flatMap(one -> one.restoreMicros().stream().boxed()).toList();
    }

    private static DeploySettings.Watch watch(Duration duration, Expectations checks) {
        return new DeploySettings.Watch(duration, Duration.ofMillis(250), 20, checks);
    }
}
