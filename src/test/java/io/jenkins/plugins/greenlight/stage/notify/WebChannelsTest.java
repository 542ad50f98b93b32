package io.jenkins.plugins.greenlight.stage.notify;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ScenarioMappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.jenkins.plugins.greenlight.gate.Outcome;
import io.jenkins.plugins.greenlight.local.LoopbackPorts;
import io.jenkins.plugins.greenlight.parse.PlainOrSecret;
import io.jenkins.plugins.greenlight.report.Ending;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WebChannelsTest {
    private static final String SECRET = "/services/T0PSECRET/B0PSECRET/xyzzy-s3cr3t";

    @RegisterExtension static final WireMockExtension PEER = WireMockExtension.newInstance()
            .options(options().bindAddress("127.0.0.1").dynamicPort().asynchronousResponseEnabled(true)).build();

    private final Teller teller = new Teller();

    private static void answers(ResponseDefinitionBuilder... answers) {
        for (int i = 0; i < answers.length; i++) {
            ScenarioMappingBuilder next = post(anyUrl()).inScenario("answers").whenScenarioStateIs(i == 0 ? "Started" : "" + i)
                    .willReturn(answers[i]);
            PEER.stubFor(i == answers.length - 1 ? next : next.willSetStateTo("" + (i + 1)));
        }
    }

    private static ResponseDefinitionBuilder status(int status) {
        return aResponse().withStatus(status);
    }

    private Teller webhook() {
        return teller.webhook(PEER.baseUrl() + "/hook");
    }

    private static int asked() {
        return PEER.findAll(postRequestedFor(anyUrl())).size();
    }

    @Test void postsTheMessageOfTheOutboxWithTokenAndHeaders() throws Exception {
        answers(status(204));
        teller.variables.putAll(Map.of("HOOK", PEER.baseUrl() + "/hook?x=1", "TOKEN", "t0ken", "TEAM", "blue"));
        teller.webhook = Optional.of(new WebhookConfig(PlainOrSecret.of("${HOOK}"), Optional.of(Teller.secret("TOKEN")),
                Map.of("X-Team", PlainOrSecret.of("${TEAM}"), "X-Plain", PlainOrSecret.of("as it is")), Occasions.ALL));
        teller.reportUrl = Optional.of("https://ci.example.com/${JOB}/");
        teller.variables.put("JOB", "7");

        var facts = teller.tell();

        assertThat(facts.channels()).containsExactly(new NotifyReport.Told("webhook", "${HOOK}", NotifyReport.Result.TOLD, "told"));
        PEER.verify(1, postRequestedFor(urlEqualTo("/hook?x=1")).withHeader("Authorization", equalTo("Bearer t0ken"))
                .withHeader("X-Team", equalTo("blue")).withHeader("X-Plain", equalTo("as it is"))
                .withHeader("Idempotency-Key", equalTo("20260301T100000000Z-n-1"))
                .withHeader("Content-Type", equalTo("application/json"))
                .withRequestBody(matchingJsonPath("$.schema", equalTo("greenlight.message")))
                .withRequestBody(matchingJsonPath("$.reportUrl", equalTo("https://ci.example.com/7/")))
                .withRequestBody(matchingJsonPath("$.ending", equalTo("ROLLED_BACK"))));
    }

    @Test void waitsAsLongAsItIsAskedTo() throws Exception {
        answers(status(429).withHeader("Retry-After", "2"), status(503).withHeader("Retry-After", "Sun, 01 Mar 2026 10:00:07 GMT"), status(200));

        assertThat(webhook().outcome()).isEqualTo("told after 3 tries");
        assertThat(teller.pauses).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(5));
    }

    @Test void triesAgainEverFurtherApartAfterAFailureOfTheServer() throws Exception {
        answers(status(500), status(502), status(503), status(200));

        assertThat(webhook().outcome()).isEqualTo("told after 4 tries");
        for (int i = 0; i < 3; i++) {
            assertThat(teller.pauses.get(i)).isBetween(Duration.ofMillis(500L << i), Duration.ofMillis(1000L << i));
        }
    }

    @Test void givesUpWhereItIsAskedToWaitForLongerThanThereIs() throws Exception {
        answers(status(429).withHeader("Retry-After", "3600"));

        var facts = webhook().tell();

        assertThat(facts.channels().get(0).outcome()).isEqualTo("not told: it answered HTTP 429; the next try would be in 3600.0 s, past the"
                + " time there is");
        assertThat(teller.stage().judge(facts).outcome()).isEqualTo(Outcome.WARNED);
        assertThat(teller.pauses).isEmpty();
    }

    @Test void givesUpAfterAFewTries() throws Exception {
        teller.timeout = Duration.ofMinutes(10);
        answers(status(500));

        assertThat(webhook().outcome()).isEqualTo("not told: it answered HTTP 500 (the last of 6 tries)");
        assertThat(asked()).isEqualTo(Retries.MOST);
    }

    @ParameterizedTest @ValueSource(ints = {400, 401, 403, 404, 410})
    void triesOnceWhereAnotherTryWouldEndTheSame(int refused) throws Exception {
        answers(status(refused).withBody("no_such_hook\u001b[2J"), status(200));

        assertThat(webhook().outcome()).isEqualTo("not told: it answered HTTP " + refused + ": no_such_hook␛[2J");
        assertThat(asked()).isEqualTo(1);
    }

    @Test void followsNoRedirect() throws Exception {
        answers(status(302).withHeader("Location", PEER.baseUrl() + "/elsewhere"));

        assertThat(webhook().outcome()).contains("HTTP 302. A redirect is not followed");
        assertThat(PEER.findAllUnmatchedRequests()).isEmpty();
        assertThat(asked()).isEqualTo(1);
    }

    @Test void triesAgainAfterAConnectionThatBroke() throws Exception {
        answers(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), status(200));

        assertThat(webhook().outcome()).isEqualTo("told after 2 tries");
    }

    @Test void shortensAHugeAnswer() throws Exception {
        answers(status(400).withBody("x".repeat(5_000_000)));

        assertThat(webhook().outcome()).hasSizeLessThan(400).endsWith("…");
    }

    @Test void saysNothingOfASecretThatTheAnswerRepeats() throws Exception {
        var url = PEER.baseUrl() + SECRET;
        answers(status(404).withBody("no " + url + " or xyzzy-s3cr3t or "
                + java.util.Base64.getEncoder().encodeToString("xyzzy-s3cr3t".getBytes(java.nio.charset.StandardCharsets.UTF_8))));

        assertThat(teller.slack(url).tell().toString()).contains("${SLACK_WEBHOOK}", "****")
                .doesNotContain("xyzzy", "T0PSECRET", "B0PSECRET", "eHl6enk");
    }

    @Test void saysNothingOfASecretAddressThatNobodyAnswersAt() throws Exception {
        String nobody = "http://127.0.0.1:" + LoopbackPorts.free();

        assertThat(teller.slack(nobody + SECRET).tell().toString()).contains("nothing accepts connections", nobody)
                .doesNotContain("xyzzy", "T0PSECRET");
    }

    @Test void saysWhichVariableIsMissing() throws Exception {
        teller.slack = Optional.of(new SlackConfig(Teller.secret("SLACK_WEBHOOK"), Optional.of("#a"), Occasions.ALL));

        assertThat(teller.tell().channels()).singleElement().satisfies(told -> {
            assertThat(told.outcome()).isEqualTo("not told: ${SLACK_WEBHOOK} names an environment variable that is not set. Expected the"
                    + " secret in it: set it for the process of greenlight.");
            assertThat(told.where()).isEqualTo("#a by ${SLACK_WEBHOOK}");
        });
    }

    @ParameterizedTest @ValueSource(strings = {"http://hooks.example.com/x", "https://u:p4ss@example.com/", "file:///etc/passwd", "https:p4ss", "p4ss word"})
    void sendsNothingToWhatIsNoSafeAddress(String address) throws Exception {
        assertThat(teller.slack(address).outcome()).startsWith("not told: ${SLACK_WEBHOOK} holds no address").doesNotContain("p4ss", "passwd");
    }

    @Test void leavesOutWhoDoesNotWantToKnow() throws Exception {
        var only = Occasions.of(List.of("halted", "rolled_back"));
        teller.webhook = Optional.of(new WebhookConfig(PlainOrSecret.of(PEER.baseUrl()), Optional.empty(), Map.of(), only));
        teller.report = Teller.report(Ending.DELIVERED, "");

        var facts = teller.tell();

        assertThat(facts.report().summary()).isEqualTo("Nothing to notify.");
        assertThat(facts.channels().get(0).outcome()).isEqualTo("not told of DELIVERED, only of halted, rolled_back");
        assertThat(teller.stage().judge(facts).outcome()).isEqualTo(Outcome.PASSED);
        assertThat(asked()).isZero();
    }

    @Test void isOverInTimeWhenAllOfThemHang() throws Exception {
        PEER.stubFor(post(anyUrl()).willReturn(status(200).withFixedDelay(5_000)));
        teller.timeout = Duration.ofMillis(800);
        webhook().slack(PEER.baseUrl() + SECRET);

        long start = System.nanoTime();
        var facts = teller.tell();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(facts.channels()).hasSize(2).allMatch(told -> told.result() == NotifyReport.Result.NOT_TOLD);
        assertThat(facts.toString()).doesNotContain("xyzzy");
    }

    @Test void endsAtOnceWhenItIsInterrupted() throws Exception {
        PEER.stubFor(post(anyUrl()).willReturn(status(200).withFixedDelay(5_000)));
        var ended = new AtomicReference<Throwable>();
        var thread = new Thread(() -> assertThatThrownBy(() -> webhook().tell()).satisfies(ended::set));

        thread.start();
        while (asked() == 0) {
            Thread.sleep(5);
        }
        thread.interrupt();
        thread.join(10_000);

        assertThat(ended.get()).isInstanceOf(InterruptedException.class);
    }

    @Test void givesNoLinkWhereAVariableIsNotSet() throws Exception {
        answers(status(200));
        teller.reportUrl = Optional.of("${BUILD_URL}greenlight/");

        assertThat(webhook().outcome()).isEqualTo("told");
        assertThat(teller.log).containsExactly("notification.reportUrl: the variable BUILD_URL is not set. The messages have no link.");
        assertThat(PEER.findAll(postRequestedFor(anyUrl())).get(0).getBodyAsString()).doesNotContain("reportUrl");
    }

    @ParameterizedTest @ValueSource(strings = {"javascript:alert(1)", "not an address", "https://u:p@ci.example.com/"})
    void givesNoLinkToWhatIsNoWebAddress(String url) throws Exception {
        answers(status(200));
        teller.reportUrl = Optional.of("${BUILD_URL}");
        teller.variables.put("BUILD_URL", url);

        assertThat(webhook().outcome()).isEqualTo("told");
        assertThat(teller.log).singleElement().asString().contains("comes to no address").doesNotContain(url);
    }
}
