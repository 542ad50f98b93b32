package benchmarks.engine;

import io.jenkins.plugins.greenlight.deploy.DeploySettings;
import io.jenkins.plugins.greenlight.gate.Expectations;
import java.nio.file.Path;
import java.time.Duration;

/** Deploys and takes back, so often: {@code DOCKER_HOST FOLDER CYCLES}. The working directory is the checkout. */
public final class CyclesMain {
    private static final Duration WATCHED = Duration.ofMillis(1500);

    private CyclesMain() { }

    public static void main(String[] args) throws Exception {
        var folder = Path.of(args[1]).toAbsolutePath();
        var watch = new DeploySettings.Watch(WATCHED, Duration.ofMillis(250), 20, Expectations.parse("errors < 5%"));
        try (var site = Place.site(folder, args[0], watch)) {
            var cycles = new Cycles(site, Integer.parseInt(args[2]), WATCHED);
            var findings = cycles.run(folder.resolve("load"));
            var moves = site.router().moves().stream().filter(TimedRouter.Move::movesUsers).skip(1).toList();
            var flips = moves.stream().map(move -> move.reported() - move.begun()).toList();
            Results.print("switch.greenlight.flips", moves.size(), "flips");
            Results.print("switch.greenlight.requests", findings.all().requests(), "requests");
            Results.print("switch.greenlight.lost", findings.all().lost(), "requests");
            Results.print("switch.greenlight.stale", findings.stale().size(), "requests");
            Results.print("switch.greenlight.errors", findings.all().errors() + findings.all().wrong(), "requests");
            Results.percentile("switch.greenlight.flip", flips, 50);
            Results.percentile("switch.greenlight.flip", flips, 99);
            var seen = findings.flips().stream().filter(flip -> flip.seenMicros().isPresent()).map(flip -> flip.seenMicros().getAsLong()).toList();
            Results.percentile("switch.greenlight.seen", seen, 50);
            Results.percentile("switch.greenlight.seen", seen, 99);
            Results.most("switch.greenlight.firstSample", site.router().firstLooks());
            Results.most("switch.greenlight.liveDelay", cycles.late());
            Results.require(findings.all().lost() == 0, findings.all().lost() + " requests were lost: see " + folder);
            Results.require(findings.stale().isEmpty(), findings.stale().size() + " answers were stale: " + findings.stale());
            findings.kinds().forEach((kind, count) -> System.out.println(kind + " " + count));
        }
    }
}
