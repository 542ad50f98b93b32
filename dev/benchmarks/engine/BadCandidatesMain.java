package benchmarks.engine;

import io.jenkins.plugins.greenlight.deploy.DeploySettings;
import io.jenkins.plugins.greenlight.gate.Expectations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;

/** Candidates that turn bad under users: {@code DOCKER_HOST FOLDER SEEDS POISON_SECONDS}. The working directory is the checkout. */
public final class BadCandidatesMain {
    private BadCandidatesMain() { }

    public static void main(String[] args) throws Exception {
        var folder = Path.of(args[1]).toAbsolutePath();
        var checks = Expectations.parse("errors < 1%", "p95 < 250 ms");
        try (var site = Place.site(folder, args[0], watch(Duration.ofSeconds(2), Expectations.parse("errors < 1%")))) {
            var bad = new BadCandidates(site);
            bad.begin();
            site.watch(watch(Duration.ofSeconds(20), checks));
            var cases = new ArrayList<BadCandidates.Case>();
            for (int seed = 1; seed <= Integer.parseInt(args[2]); seed++) {
                for (var order : BadCandidates.ORDERS) {
                    var one = bad.run(order, seed, folder.resolve("load"));
                    cases.add(one);
                    System.out.println(order + " seed " + seed + ": " + (one.back() ? "back" : "NOT BACK") + ", bad for "
                            + one.badMicros().orElse(0) / 1000 + " ms, " + one.bad() + " bad, " + one.lost() + " lost: " + one.result().reason());
                }
            }
            tell(cases);
            site.watch(watch(Duration.ofSeconds(Integer.parseInt(args[3])), Expectations.parse("errors < 1%")));
            var poison = bad.poison(folder.resolve("load"));
            Results.print("switch.poison.asked", poison.asked(), "requests");
            Results.print("switch.poison.delivered", poison.result().delivered() ? 1 : 0, "of_1");
            Results.print("switch.poison.flips", poison.flips(), "flips");
            Results.print("switch.poison.innocents", poison.innocents(), "requests");
            System.out.println("poison: " + poison.result().reason());
            Results.require(cases.stream().allMatch(BadCandidates.Case::back), "A bad candidate was not taken back.");
            Results.require(poison.result().delivered() && poison.flips() == 0 && poison.innocents() == 0,
                    "A path that fails everywhere took a good release back, or users with it.");
        }
    }

    private static void tell(ArrayList<BadCandidates.Case> cases) {
        Results.print("switch.bad.cases", cases.size(), "cases");
        Results.print("switch.bad.back", cases.stream().filter(BadCandidates.Case::back).count(), "cases");
        var times = cases.stream().map(one -> one.badMicros().orElse(0)).toList();
        Results.percentile("switch.bad.firstToLast", times, 50);
        Results.percentile("switch.bad.firstToLast", times, 95);
        Results.most("switch.bad.firstToLast", times);
        for (var order : BadCandidates.ORDERS) {
            Results.most("switch.bad." + order.replaceAll("[^a-z0-9]", ""), cases.stream().filter(one -> one.order().equals(order))
                    .map(one -> one.badMicros().orElse(0)).toList());
        }
    }

    private static DeploySettings.Watch watch(Duration duration, Expectations checks) {
        return new DeploySettings.Watch(duration, Duration.ofMillis(250), 20, checks);
    }
}
