package benchmarks.engine;

import benchmarks.load.Exchange;
import benchmarks.load.Kind;
import benchmarks.load.Load;
import benchmarks.load.LoadPlan;
import benchmarks.load.Outcome;
import io.jenkins.plugins.greenlight.deploy.Crashpoint;
import io.jenkins.plugins.greenlight.deploy.DeployResult;
import io.jenkins.plugins.greenlight.deploy.DeployState;
import io.jenkins.plugins.greenlight.deploy.Slot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Candidates that pass their checks and turn bad with their first user. */
final class BadCandidates {
    /** What the release is told; see {@code benchmarks.release.Orders}. */
    static final List<String> ORDERS = List.of("errors=2", "errors=5", "errors=30", "hang=true", "delay=300", "bad=/echo");
    private static final long SLOW_MICROS = 250_000;

    /**
     * @param badMicros from the first to the last request that was sent and ended badly; empty when none did
     * @param lost      requests without an answer of a release
     */
    record Case(String order, DeployResult result, OptionalLong badMicros, long bad, long lost) {
        boolean back() {
            return result.state().filter(state -> state == DeployState.ROLLED_BACK).isPresent();
        }
    }

    private final Site site;
    private final HttpClient http = HttpClient.newHttpClient();
    private int releases;

    BadCandidates(Site site) {
        this.site = site;
    }

    /** A good one to go back to. */
    void begin() throws Exception {
        var result = site.deploy(next(), Crashpoint.NONE);
        if (!result.delivered()) {
            throw new IllegalStateException("A good release was not delivered: " + result.reason());
        }
    }

    private String next() {
        releases++;
        return "b" + releases;
    }

    Case run(String order, int seed, Path folder) throws Exception {
        var plan = new LoadPlan(site.frontDoor(), Map.of(Kind.GET, 120.0, Kind.POST, 80.0, Kind.CONNECTION, 20.0), Duration.ofSeconds(8),
                Duration.ofSeconds(2), Duration.ofMillis(1500));
        var release = next();
        try (var load = Load.start(plan, folder)) {
            var result = site.deploy(release, (moment, state) -> {
                if (state == DeployState.WATCHING && moment == Crashpoint.Moment.AFTER_ENTRY) {
                    tell(release, order + "&seed=" + seed);
                }
            });
            var found = load.end();
            var bad = load.ended().stream().filter(exchange -> isBad(exchange, release)).mapToLong(Exchange::sent).sorted().toArray();
            return new Case(order, result, bad.length == 0 ? OptionalLong.empty() : OptionalLong.of(bad[bad.length - 1] - bad[0]), bad.length,
                    found.all().lost());
        }
    }

    private static boolean isBad(Exchange exchange, String release) {
        return exchange.outcome() != Outcome.OK || exchange.release().equals(release) && exchange.done() - exchange.sent() > SLOW_MICROS;
    }

    /** It answers in either slot; the other one is somebody else. */
    void tell(String release, String orders) throws InterruptedException {
        for (var slot : Slot.values()) {
            var base = "http://127.0.0.1:" + site.port(slot);
            try {
                var who = http.send(HttpRequest.newBuilder(URI.create(base + "/health")).build(), HttpResponse.BodyHandlers.discarding());
                if (who.headers().firstValue("X-Greenlight-Release").filter(release::equals).isPresent()) {
                    http.send(HttpRequest.newBuilder(URI.create(base + "/control?" + orders)).PUT(HttpRequest.BodyPublishers.noBody()).build(),
                            HttpResponse.BodyHandlers.discarding());
                    return;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new IllegalStateException("Nobody answers as " + release + ".");
    }

    /** A path that fails in every release, asked once a second while a good one is watched. @return moves beside the one to it */
    Poison poison(Path folder) throws Exception {
        var asked = new ArrayList<Integer>();
        var release = next();
        int before = site.router().moves().size();
        try (var load = Load.start(LoadPlan.only(site.frontDoor(), Kind.GET, 200, Duration.ofSeconds(8)), folder)) {
            var poisoner = new Thread(() -> poison(asked), "poison");
            poisoner.setDaemon(true);
            poisoner.start();
            var result = site.deploy(release, Crashpoint.NONE);
            poisoner.interrupt();
            poisoner.join();
            var moves = site.router().moves();
            long flips = moves.subList(before, moves.size()).stream().filter(TimedRouter.Move::movesUsers).count();
            return new Poison(result, asked.size(), flips - 1, load.end().all().lost());
        }
    }

    /** @param flips     beside the switch itself
     *  @param innocents requests for other paths that got no answer of a release */
    record Poison(DeployResult result, int asked, long flips, long innocents) { }

    private void poison(List<Integer> asked) {
        try {
            while (true) {
                var answer = http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + site.frontDoor().getPort() + "/poison")).build(),
                        HttpResponse.BodyHandlers.discarding());
                asked.add(answer.statusCode());
                Thread.sleep(1000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
