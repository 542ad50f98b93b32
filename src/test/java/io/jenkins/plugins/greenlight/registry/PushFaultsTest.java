package io.jenkins.plugins.greenlight.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.greenlight.local.Eventually;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a push does in such trouble. */
class PushFaultsTest extends TroubledRegistry {
    private RegistryException refusal() {
        return catchThrowableOfType(RegistryException.class, () -> scene.registry().push(image, name, List.of("1.4")));
    }

    private String pushing(String rest) {
        return "Pushing " + name + " failed: " + faulty.host() + " " + rest;
    }

    @Test void saysThatNobodyMayPushThere() {
        faulty.fault("POST", 9, FaultyRegistry.answers("403 Forbidden",
                "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"requested access to the resource is denied\\u001b[2J\"}]}"));

        assertThat(refusal()).hasMessage(pushing("answered 403 (DENIED: requested access to the resource is denied [2J) to"
                + " a request without credentials. Expected somebody who may push to " + repository
                + ". Ask for that right at the registry, or use another user (image.registry.user and password, or"
                + " image.registry.dockerConfig).")).matches(e -> e.status() == 403);
        assertThat(faulty.count("POST")).isEqualTo(1);
        assertThat(scene.pauses).isEmpty();
    }

    @Test void saysThatALayerIsTooLargeThoughTheConnectionIsClosedAtOnce() throws Exception {
        image = TestImages.one(folder.resolve("image.tar"), 30_000_000);
        faulty.fault("PUT .*/uploads/", 99, FaultyRegistry.answersAtOnce("413 Request Entity Too Large", "<html>too large</html>",
                "Content-Type: text/html"));

        assertThat(refusal()).hasMessage(pushing("answered 413. Expected it to take the image. Raise the limit of the registry"
                + " or of the proxy before it (nginx: client_max_body_size), or build smaller layers."));
    }

    @Test void waitsAsLongAsARegistryAsksThatHasTooMuchToDo() throws Exception {
        faulty.fault("POST", 1, FaultyRegistry.answers("429 Too Many Requests", "", "Retry-After: 7"));
        faulty.fault("POST", 1, FaultyRegistry.answers("429 Too Many Requests", "",
                "Retry-After: Sun, 01 Mar 2026 10:01:00 GMT"));

        scene.registry().push(image, name, List.of("1.4"));

        assertThat(scene.pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(53));
        assertThat(scene.warnings).containsExactly("Pushing " + name + ": " + faulty.host()
                + " answered 429. Attempt 2 of 4 in 7.0 s",
                "Pushing " + name + ": " + faulty.host() + " answered 429. Attempt 3 of 4 in 53.0 s");
    }

    @Test void givesUpOnARegistryThatKeepsHavingTooMuchToDo() {
        faulty.fault("POST", 9, FaultyRegistry.answers("429 Too Many Requests",
                "{\"errors\":[{\"code\":\"TOOMANYREQUESTS\",\"message\":\"slow down\"}]}"));

        assertThat(refusal()).hasMessage(pushing("answered 429 (TOOMANYREQUESTS: slow down) (the last of 4 attempts). Expected"
                + " it to serve this many requests. Wait, or raise its limit; many registries allow more to who logs in"
                + " (image.registry.user and password, or image.registry.dockerConfig)."));
        assertThat(faulty.count("POST")).isEqualTo(4);
        assertThat(scene.pauses).hasSize(3);
    }

    @Test void waitsForNobodyWhoAsksForTooMuchTime() {
        faulty.fault("POST", 9, FaultyRegistry.answers("429 Too Many Requests", "", "Retry-After: 121"));

        assertThat(refusal()).hasMessageStartingWith(pushing("answered 429; it asks to be left alone for 121.0 s, more than the"
                + " 120 s that are waited. Expected"));
        assertThat(faulty.count("POST")).isEqualTo(1);
    }

    @Test void comesAgainEverFurtherApartWhileARegistryIsDown() throws Exception {
        faulty.fault("POST", 2, FaultyRegistry.answers("503 Service Unavailable", "", "Content-Type: text/plain"));
        faulty.fault("PUT .*/manifests/1.4", 1, FaultyRegistry.answers("500 Internal Server Error", "no disk",
                "Content-Type: text/plain"));

        scene.registry().push(image, name, List.of("1.4"));

        assertThat(scene.warnings).hasSize(3).anyMatch(line -> line.startsWith("Pushing " + name + ":1.4: " + faulty.host()
                + " answered 500 (no disk). Attempt 2 of 4 in "));
        assertThat(scene.pauses.get(0)).isBetween(Duration.ofMillis(500), Duration.ofMillis(1000));
        assertThat(scene.pauses.get(1)).isBetween(Duration.ofMillis(1000), Duration.ofMillis(2000));
        assertThat(scene.registry().digest(name, "1.4")).contains(image.digest());
    }

    @Test void givesUpOnARegistryThatStaysDown() {
        faulty.fault("POST", 9, FaultyRegistry.answers("500 Internal Server Error",
                "{\"errors\":[{\"code\":\"UNKNOWN\",\"message\":\"unknown error\"}]}"));

        assertThat(refusal()).hasMessage(pushing("answered 500 (UNKNOWN: unknown error) (the last of 4 attempts). Expected it to"
                + " serve the request. See the registry's own log, and that of what stands before"
                + " it.")).matches(e -> e.status() == 500);
        assertThat(faulty.count("POST")).isEqualTo(4);
    }

    @Test void givesUpOnARegistryThatHangs() {
        scene.timeout = Duration.ofMillis(300);
        scene.attempts = 2;
        faulty.fault("POST", 9, FaultyRegistry.hangs());

        assertThat(refusal()).hasMessage("Pushing " + name + " failed: no byte moved for 0.3 s at " + faulty.host()
                + " (the last of 2 attempts). Expected an answer. See whether the registry, its storage and the network are"
                + " well; image.registry.timeout says how long is waited.");
        assertThat(faulty.count("POST")).isEqualTo(2);
    }

    @Test void letsAnUploadTakeLongerThanTheTimeoutAsLongAsBytesMove() throws Exception {
        image = TestImages.one(folder.resolve("image.tar"), 20_000_000);
        scene.timeout = Duration.ofMillis(1500);
        faulty.fault("PUT .*/uploads/", 9, FaultyRegistry.trickles(1 << 16, 10));
        long begin = System.nanoTime();

        var pushed = scene.registry().push(image, name, List.of());

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(scene.timeout.multipliedBy(2));
        assertThat(pushed.sentBlobs()).isEqualTo(2);
        assertThat(scene.warnings).isEmpty();
    }

    @Test void sendsABlobAgainWhoseUploadBrokeOff() throws Exception {
        faulty.fault("PUT .*/uploads/", 1, FaultyRegistry.resetsUploadAfter(100));

        var pushed = scene.registry().push(image, name, List.of("1.4"));

        assertThat(pushed.sentBlobs() + pushed.presentBlobs()).isEqualTo(3);
        assertThat(scene.warnings).singleElement().asString().startsWith("Pushing " + name + ": the connection to "
                + faulty.host() + " broke off (")
                .contains("). Attempt 2 of 4 in ");
        var again = scene.registry().pull(name, image.digest(), folder.resolve("pulled.tar"));
        assertThat(again.manifests()).isEqualTo(image.manifests());
    }

    @Test void sendsOnlyWhatIsMissingAfterAPushThatBrokeOff() throws Exception {
        var layers = image.manifests().get(0).blobs().subList(1, 3);
        scene.attempts = 2;
        faulty.fault("PUT .*" + layers.get(1).substring(7), 2, FaultyRegistry.resetsUploadAfter(1000));

        assertThat(refusal().getMessage()).matches("\\QPushing " + name + " failed: the connection to " + faulty.host()
                + " broke off (\\E[^()]+\\Q) (the last of 2 attempts). Expected a whole answer. See the registry's own log, and"
                + " that of what stands before it.\\E");
        assertThat(scene.registry().digest(name, "1.4")).isEmpty();
        faulty.requests.clear();
        var pushed = scene.registry().push(image, name, List.of("1.4"));

        assertThat(pushed.sentBlobs()).isEqualTo(1);
        assertThat(pushed.presentBlobs()).isEqualTo(2);
        assertThat(pushed.sentBytes()).isEqualTo(100_000);
        assertThat(faulty.requests.stream().filter(each -> each.startsWith("PUT ") && each.contains("/uploads/"))).singleElement()
                .asString()
                .endsWith("digest=sha256%3A" + layers.get(1).substring(7));
    }

    @Test void believesNoRegistryThatTookItForSomethingElse() {
        faulty.fault("PUT.*/manifests/sha256", 1, FaultyRegistry.head(head -> head
                .replaceAll("(Docker-Content-Digest: sha256:)....", "$10000")));

        assertThat(refusal()).hasMessage(pushing("took it for sha256:0000" + image.digest().hex().substring(4) + ". Expected "
                + image.digest()
                + ", the digest of what was sent. Do not use what it has: see the registry's storage, and what stands before"
                + " it."));
        assertThat(faulty.count("PUT .*/manifests/1.4")).isZero();
    }

    @Test void looksItselfWhereARegistryDoesNotSayWhatItHas() throws Exception {
        faulty.fault("/manifests/", 99, FaultyRegistry.head(head -> head.replaceAll("Docker-Content-Digest: .*\r\n", "")));

        scene.registry().push(image, name, List.of("1.4"));

        assertThat(faulty.count("GET .*/manifests/" + image.digest())).isEqualTo(2);
        assertThat(scene.registry().digest(name, "1.4")).contains(image.digest());
    }

    @Test void followsALocationWithoutAHostAndNoneToAnother() throws Exception {
        faulty.fault("POST", 3, FaultyRegistry.head(head -> head.replaceAll("Location: http://[^/]+", "Location: ")));

        scene.registry().push(image, name, List.of("1.4"));

        image = TestImages.one(folder.resolve("other.tar"), 5);
        faulty.fault("POST", 1, FaultyRegistry.head(head -> head.replaceAll("Location: http://[^/]+",
                "Location: http://elsewhere.example.com")));
        assertThat(refusal()).hasMessage(pushing("sends uploads to http://elsewhere.example.com. Expected a place at http://"
                + faulty.host() + ": credentials go nowhere else. Let the proxy before the registry pass on the Host header and"
                + " X-Forwarded-Proto, or set the registry's http.host."));
        faulty.fault("POST", 1, FaultyRegistry.head(head -> head.replaceAll("Location: [^\r]+", "Location: http://[")));
        assertThat(refusal()).hasMessage(pushing("answered 202 without a Location that is an address. Expected one. See the"
                + " registry's own log."));
    }

    @Test void endsAtOnceWhenItIsInterruptedInMidPushAndInMidPull() throws Exception {
        faulty.fault("PUT .*/uploads/", 1, FaultyRegistry.hangs());
        interruptWhen("PUT .*/uploads/", () -> scene.registry().push(image, name, List.of("1.4")));

        scene.registry().push(image, name, List.of());
        faulty.fault("GET .*/blobs/", 1, FaultyRegistry.hangs());
        interruptWhen("GET .*/blobs/", () -> scene.registry().pull(name, image.digest(), folder.resolve("pulled.tar")));

        assertThat(Files.list(folder)).containsExactly(folder.resolve("image.tar"));
    }

    private interface Work {
        void run() throws Exception;
    }

    private void interruptWhen(String request, Work work) throws Exception {
        var ended = new CompletableFuture<Exception>();
        var thread = new Thread(() -> {
            try {
                work.run();
                ended.complete(null);
            } catch (Exception e) {
                ended.complete(e);
            }
        });
        thread.start();
        Eventually.until(request, () -> faulty.count(request) == 1);

        thread.interrupt();

        assertThat(ended.get(30, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        assertThat(scene.pauses).isEmpty();
    }
}
