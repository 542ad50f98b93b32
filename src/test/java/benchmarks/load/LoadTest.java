package benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.local.LoopbackPorts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The client is the judge of all switches: planted losses of known number must be found, no more and no fewer. */
@Tag("slow")
@Timeout(120)
class LoadTest {
    private static final int ENOUGH = 60;
    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource(names = {"HANGS_UP_WITHOUT_ANSWER", "CUTS_THE_HEAD", "CUTS_THE_BODY", "CUTS_A_CHUNK", "NAMES_NO_RELEASE",
        "ANSWERS_503_OF_A_ROUTER", "HANGS", "SPEAKS_NO_HTTP"})
    void findsEveryPlantedLoss(BadServer.Way way) throws Exception {
        try (var server = new BadServer(way)) {
            var count = requestsOf(server, Kind.GET).all();

            assertThat(count.lost()).isEqualTo(server.planted.get()).isPositive();
            assertThat(count.ok()).isEqualTo(server.requests.get() - server.planted.get());
            assertThat(count.requests()).isEqualTo(server.requests.get());
        }
    }

    @Test void countsAnErrorOfTheReleaseApart() throws Exception {
        try (var server = new BadServer(BadServer.Way.ANSWERS_500)) {
            var count = requestsOf(server, Kind.GET).all();

            assertThat(count.errors()).isEqualTo(server.planted.get()).isPositive();
            assertThat(count.lost()).isZero();
        }
    }

    @Test void countsAnotherAnswerThanExpectedApart() throws Exception {
        try (var server = new BadServer(BadServer.Way.ANSWERS_404)) {
            var count = requestsOf(server, Kind.CONNECTION).all();

            assertThat(count.wrong()).isEqualTo(server.planted.get()).isPositive();
            assertThat(count.lost()).isZero();
        }
    }

    @Test void looksForItsEchoInTheAnswerToAPost() throws Exception {
        try (var server = new BadServer(BadServer.Way.ANSWERS_500)) {
            var count = requestsOf(server, Kind.POST).all();

            assertThat(count.wrong()).isEqualTo(server.requests.get() - server.planted.get()).isPositive();
        }
    }

    @Test void losesNothingWhenAnIdleConnectionIsClosed() throws Exception {
        try (var server = new BadServer(BadServer.Way.HANGS_UP_AFTER_THE_ANSWER);
                var ledger = new Ledger(folder.resolve("requests.csv"));
                var shopper = new Shopper(Kind.GET,
                        LoadPlan.only(server.address(), Kind.GET, 1, Duration.ofSeconds(20)), ledger)) {
            for (int i = 0; i < BadServer.EVERY; i++) {
                shopper.visit(i, Moments.now());
            }
            server.hungUp.await();

            shopper.visit(BadServer.EVERY, Moments.now());

            assertThat(ledger.soFar()).hasSize(BadServer.EVERY + 1).allMatch(exchange -> exchange.outcome() == Outcome.OK);
        }
    }

    @Test void losesEveryRequestWhereNobodyListens() throws Exception {
        int port = LoopbackPorts.free();
        var plan = LoadPlan.everyKind(new InetSocketAddress("127.0.0.1", port));
        Findings findings;
        try (var load = Load.start(plan, folder)) {
            until(() -> load.soFar().all().requests() > 100);

            findings = load.end();
        }

        assertThat(findings.all().lost()).isEqualTo(findings.all().requests());
        assertThat(findings.kinds()).containsKeys(Kind.GET, Kind.POST, Kind.CONNECTION, Kind.SLOW, Kind.UPLOAD, Kind.WEBSOCKET);
        assertThat(findings.all().p50Micros()).isEmpty();
    }

    @Test void keepsItsScheduleHoweverLateTheAnswersAre() throws Exception {
        try (var server = new BadServer(BadServer.Way.HANGS)) {
            var exchanges = sent(server, Kind.GET, 50, Duration.ofSeconds(1));

            assertThat(exchanges).extracting(Exchange::n).containsExactlyInAnyOrderElementsOf(
                    LongStream.range(0, exchanges.size()).boxed().toList());
            assertThat(exchanges).allMatch(exchange -> exchange.sent() >= exchange.intended());
            // One in six hangs for a second: by turns, eight users would be a second late for the rest of the time.
            assertThat(exchanges.stream().filter(exchange -> exchange.sent() - exchange.intended() > 500_000).count())
                    .isLessThan(exchanges.size() / 10);
        }
    }

    @Test void writesWhatCanBeCountedAgain() throws Exception {
        try (var server = new BadServer(BadServer.Way.CUTS_THE_BODY)) {
            var findings = requestsOf(server, Kind.GET);

            assertThat(Findings.read(folder)).isEqualTo(findings);
        }
    }

    @Test void countsOneLessWhenALineIsTakenAway() throws Exception {
        try (var server = new BadServer(BadServer.Way.CUTS_THE_BODY)) {
            var findings = requestsOf(server, Kind.GET);
            var file = folder.resolve("requests.csv");
            var lines = Files.readAllLines(file);
            lines.remove(lines.stream().filter(line -> line.contains(",lost,")).findFirst().orElseThrow());
            Files.write(file, lines);

            assertThat(Findings.read(folder).all().lost()).isEqualTo(findings.all().lost() - 1);
        }
    }

    @Test void refusesALineThatIsNotWhole() throws Exception {
        try (var server = new BadServer(BadServer.Way.ANSWERS_500)) {
            requestsOf(server, Kind.GET);
            var file = folder.resolve("requests.csv");
            var lines = Files.readAllLines(file);
            lines.set(3, lines.get(3).substring(0, 10));
            Files.write(file, lines);

            assertThatThrownBy(() -> Findings.read(folder)).isInstanceOf(IOException.class)
                    .hasMessageContaining("requests.csv:4: ");
        }
    }

    private Findings requestsOf(BadServer server, Kind kind) throws Exception {
        try (var load = Load.start(LoadPlan.only(server.address(), kind, 150, Duration.ofSeconds(3)), folder)) {
            until(() -> server.requests.get() >= ENOUGH);
            return load.end();
        }
    }

    private List<Exchange> sent(BadServer server, Kind kind, double rate, Duration timeout) throws Exception {
        try (var load = Load.start(LoadPlan.only(server.address(), kind, rate, timeout), folder)) {
            until(() -> server.requests.get() >= 2 * ENOUGH);
            load.end();
        }
        return Files.readAllLines(folder.resolve("requests.csv")).stream().skip(1).map(Exchange::of).toList();
    }

    static void until(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Waited 60 s in vain");
            }
            Thread.sleep(10);
        }
    }
}
