package benchmarks.release;

import static org.assertj.core.api.Assertions.assertThat;

import benchmarks.load.Count;
import benchmarks.load.Findings;
import benchmarks.load.Kind;
import benchmarks.load.Load;
import benchmarks.load.LoadPlan;
import benchmarks.load.Switch;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@Timeout(120)
class ServerTest {
    @TempDir private Path folder;
    private Server server;

    @BeforeEach void serve() throws Exception {
        server = new Server(InetAddress.getByName("127.0.0.1"), 0, "r1");
        var thread = new Thread(server::serve);
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach void stop() throws Exception {
        server.stop(0);
    }

    @Test void answersEveryKindOfRequestUnderItsName() throws Exception {
        Findings findings;
        try (var load = Load.start(LoadPlan.everyKind(address()), folder)) {
            load.switched(new Switch(0, 0, "r1"));
            while (load.soFar().kinds().getOrDefault(Kind.SLOW, NONE).requests() < 4
                    || load.soFar().kinds().getOrDefault(Kind.UPLOAD, NONE).requests() < 4) {
                Thread.sleep(50);
            }
            findings = load.end();
        }

        assertThat(findings.kinds().keySet()).containsExactlyInAnyOrder(Kind.values());
        assertThat(findings.all().ok()).isEqualTo(findings.all().requests());
        assertThat(findings.stale()).isEmpty();
    }

    @Test void answersWhatWasBegunWhenItIsStopped() throws Exception {
        var slow = HttpClient.newHttpClient().sendAsync(HttpRequest.newBuilder(uri("/slow?ms=700")).build(),
                HttpResponse.BodyHandlers.ofString());
        while (server.busy() == 0) {
            Thread.sleep(5);
        }

        server.stop(60_000);

        assertThat(slow.join().statusCode()).isEqualTo(200);
        assertThat(slow.join().headers().firstValue("X-Greenlight-Release")).hasValue("r1");
    }

    @Test void endsAWebSocketWhenItIsStopped() throws Exception {
        Findings findings;
        try (var load = Load.start(LoadPlan.only(address(), Kind.FRAME, 50, Duration.ofSeconds(5)), folder)) {
            while (load.soFar().all().requests() < 10) {
                Thread.sleep(10);
            }
            load.switched(new Switch(0, 0, "r2"));   // users are elsewhere

            server.stop(60_000);

            while (load.soFar().all().retired() == 0) {
                Thread.sleep(10);
            }
            findings = load.end();
        }
        assertThat(findings.all().retired()).isEqualTo(1);
    }

    @Test void failsAsOftenAsItIsToldFromTheSameSeedEachTime() throws Exception {
        order("errors=30&seed=7");
        var first = statuses();
        order("errors=30&seed=7");

        assertThat(statuses()).isEqualTo(first);
        assertThat(first).filteredOn(status -> status == 500).hasSizeBetween(15, 45);
    }

    @Test void liesAboutItsHealthWhileAllElseFails() throws Exception {
        order("errors=100");

        assertThat(status("/health")).isEqualTo(200);
        assertThat(status("/products")).isEqualTo(500);
    }

    @Test void failsInOnePlaceAlone() throws Exception {
        order("bad=/products");

        assertThat(status("/products")).isEqualTo(500);
        assertThat(status("/")).isEqualTo(200);
        assertThat(status("/poison")).isEqualTo(500);
    }

    @Test void isLateWhenToldTo() throws Exception {
        order("delay=300");
        long start = System.nanoTime();

        assertThat(status("/products")).isEqualTo(200);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(300_000_000);
    }

    @Test void hangsUntilItIsToldToGoOn() throws Exception {
        order("hang=true");
        var hanging = HttpClient.newHttpClient().sendAsync(HttpRequest.newBuilder(uri("/products")).build(),
                HttpResponse.BodyHandlers.ofString());
        while (server.busy() == 0) {
            Thread.sleep(5);
        }
        assertThat(hanging).isNotDone();

        order("");

        assertThat(hanging.join().statusCode()).isEqualTo(200);
    }

    @Test void refusesWhatIsNoOrder() throws Exception {
        assertThat(send("PUT", "/control?explode=1").statusCode()).isEqualTo(400);
    }

    private static final Count NONE = new Count(0, 0, 0, 0, 0, 0, OptionalLong.empty(), OptionalLong.empty());

    private InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", server.port());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private void order(String orders) throws Exception {
        assertThat(send("PUT", "/control?" + orders).statusCode()).isEqualTo(200);
    }

    private List<Integer> statuses() {
        return IntStream.range(0, 100).mapToObj(i -> {
            try {
                return status("/products");
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }).toList();
    }

    private int status(String path) throws Exception {
        return send("GET", path).statusCode();
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri(path)).method(method,
                HttpRequest.BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
