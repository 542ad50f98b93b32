package benchmarks.peers;

import benchmarks.engine.Results;
import benchmarks.load.Findings;
import benchmarks.load.Load;
import benchmarks.load.LoadPlan;
import benchmarks.load.Moments;
import benchmarks.load.Switch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;

/** The same users under the same release, moved by others: {@code DOCKER_HOST|- IMAGE|- FOLDER FLIPS}. */
public final class PeersMain {
    /** As long as a candidate is watched where Greenlight moves users. */
    private static final Duration BETWEEN = Duration.ofMillis(1500);

    private PeersMain() { }

    public static void main(String[] args) throws Exception {
        var folder = Path.of(args[2]).toAbsolutePath();
        var peers = new ArrayList<Peer>();
        if (Programs.find("nginx").isPresent()) {
            peers.add(new NginxReload(folder.resolve("nginx"), Path.of("target/benchmarks").toAbsolutePath()));
        } else {
            System.out.println("SKIPPED nginx: it is not installed (Debian: nginx-light)");
        }
        if (!args[0].equals("-")) {
            peers.add(new StopAndRun(args[0], args[1]));
        } else {
            System.out.println("SKIPPED docker: there is no engine");
        }
        for (var peer : peers) {
            try (peer) {
                tell(peer, run(peer, Integer.parseInt(args[3]), folder.resolve("load-" + peer.name())));
            }
        }
    }

    private static Findings run(Peer peer, int flips, Path folder) throws Exception {
        peer.begin("p0");
        try (var load = Load.start(LoadPlan.everyKind(peer.frontDoor()), folder)) {
            load.switched(new Switch(0, 0, "p0"));
            for (int i = 1; i <= flips; i++) {
                Thread.sleep(BETWEEN.toMillis()); // users' time on a release, no condition
                peer.prepare("p" + i);
                long begun = Moments.now();
                peer.flip("p" + i);
                load.switched(new Switch(begun, Moments.now(), "p" + i));
            }
            Thread.sleep(BETWEEN.toMillis());
            return load.end();
        }
    }

    private static void tell(Peer peer, Findings found) {
        var name = "switch." + peer.name();
        Results.print(name + ".flips", found.flips().size(), "flips");
        Results.print(name + ".requests", found.all().requests(), "requests");
        Results.print(name + ".lost", found.all().lost(), "requests");
        Results.print(name + ".stale", found.stale().size(), "requests");
        var seen = found.flips().stream().filter(flip -> flip.seenMicros().isPresent()).map(flip -> flip.seenMicros().getAsLong()).toList();
        Results.percentile(name + ".seen", seen, 50);
        Results.percentile(name + ".seen", seen, 99);
    }
}
