package io.jenkins.plugins.greenlight.stage.loadtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.greenlight.gate.GateMode;
import io.jenkins.plugins.greenlight.gate.MissingPolicy;
import io.jenkins.plugins.greenlight.gate.Outcome;
import io.jenkins.plugins.greenlight.port.Http;
import io.jenkins.plugins.greenlight.port.Log;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.port.ReleaseId;
import io.jenkins.plugins.greenlight.stage.StageException;
import io.jenkins.plugins.greenlight.stage.StageId;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadStageRunTest {
    private final List<String> lines = new ArrayList<>();
    private final List<URI> asked = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private HttpServer server;

    @BeforeEach void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("X-Greenlight-Release", "r1");
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/shop/") ? 200 : 404, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach void stop() {
        server.stop(0);
    }

    private URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/shop/");
    }

    /** Time passes only by pausing. */
    private Ports ports(Http http) {
        var log = new Log() {
            @Override public void info(String line) {
                lines.add(line);
            }

            @Override public void warn(String line) {
                lines.add(line);
            }
        };
        var clock = new Clock() {
            @Override public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override public Instant instant() {
                return now;
            }
        };
        return new Ports(null, null, null, request -> {
            asked.add(request.uri());
            return http.send(request);
        }, log, clock, duration -> now = now.plus(duration));
    }

    private static Http.Answer answer(int status) {
        return new Http.Answer(status, Map.of(), "");
    }

    private static LoadStage stage(URI base, String path) {
        return new LoadStage(Facts.config(path, MissingPolicy.BLOCK, GateMode.ENFORCE, "errors < 1%", "p95 < 10 s"), base,
                new ReleaseId("r1"));
    }

    @Test void loadsWhatIsUpAndPassesIt() throws Exception {
        var stage = stage(base(), "/");

        var report = stage.run(ports(request -> answer(200)));

        assertThat(stage.id()).isEqualTo(StageId.LOAD);
        assertThat(asked).containsExactly(base().resolve("health"));
        assertThat(report.result().good()).isEqualTo(20);
        assertThat(report.base()).isEqualTo(base());
        assertThat(stage.judge(report).outcome()).isEqualTo(Outcome.PASSED);
        assertThat(lines).first().asString().startsWith("Load: 50.0 requests per second to http://127.0.0.1:");
    }

    @Test void failsWhatAnswersBadly() throws Exception {
        var stage = stage(base(), "/unknown");

        var report = stage.run(ports(request -> answer(200)));

        assertThat(report.result().statuses()).isEqualTo(Map.of(404, 20L));
        assertThat(stage.judge(report).outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test void waitsUntilHealthIs200() throws Exception {
        var report = stage(base(), "/").run(ports(request -> {
            if (asked.size() == 1) {
                throw new ConnectException("refused");
            }
            return answer(asked.size() == 2 ? 503 : 200);
        }));

        assertThat(asked).hasSize(3);
        assertThat(report.result().requests()).isEqualTo(20);
    }

    @Test void stillAsksAtThirtySecondsAndThenGivesUp() {
        var stage = stage(base(), "/");

        assertThatThrownBy(() -> stage.run(ports(request -> answer(503)))).isInstanceOf(StageException.class)
                .hasMessageContaining("/shop/health did not answer 200 in 30 s (last: 503)");
        assertThat(now).isEqualTo(Instant.EPOCH.plusSeconds(30));
        assertThat(asked).hasSize(121);
    }

    @Test void saysWhyThereWasNoAnswer() {
        assertThatThrownBy(() -> stage(base(), "/").run(ports(request -> {
            throw new ConnectException("refused");
        }))).isInstanceOf(StageException.class).hasMessageContaining("no answer: refused");
    }

    @Test void saysThatAHostHasNoAddress() {
        var nowhere = URI.create("http://greenlight.invalid");

        assertThatThrownBy(() -> stage(nowhere, "/").run(ports(request -> answer(200)))).isInstanceOf(StageException.class)
                .hasMessageContaining("Load test of http://greenlight.invalid not started");
    }

    @Test void saysWhatIsWrongWithThePlan() {
        assertThatThrownBy(() -> stage(base(), "/a b").run(ports(request -> answer(200)))).isInstanceOf(StageException.class)
                .hasMessageContaining("\"/a b\"").hasMessageContaining("Correct loadTest in greenlight.yaml");
        assertThat(asked).isEmpty();
    }

    @Test void givesEachHealthRequestTwoSeconds() throws Exception {
        var timeouts = new ArrayList<Duration>();

        stage(base(), "/").run(ports(request -> {
            timeouts.add(request.timeout());
            return answer(200);
        }));

        assertThat(timeouts).containsExactly(Duration.ofSeconds(2));
    }
}
