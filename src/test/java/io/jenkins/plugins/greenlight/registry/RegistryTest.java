package io.jenkins.plugins.greenlight.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.oci.MediaTypes;
import io.jenkins.plugins.greenlight.oci.OciArchive;
import io.jenkins.plugins.greenlight.oci.Platform;
import io.jenkins.plugins.greenlight.parse.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real registry that nothing is wrong with. */
class RegistryTest {
    private static PrivateRegistry real;
    @TempDir Path folder;
    private FaultyRegistry seen;
    private RegistryScene scene;
    private ImageName name;

    @BeforeAll static void start() throws Exception {
        real = PrivateRegistry.plain();
    }

    @AfterAll static void stop() {
        if (real != null) {
            real.close();
        }
    }

    @BeforeEach void watch() throws Exception {
        seen = new FaultyRegistry(real.port());
        scene = new RegistryScene(folder).insecure(seen.host());
        name = ImageName.parse(seen.host() + "/team/shop-" + seen.host().substring(10));
    }

    @AfterEach void unwatch() throws Exception {
        seen.close();
    }

    private static HttpResponse<String> get(ImageName name, String path) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://" + real.host() + "/v2/"
                + name.repository() + "/" + path))
                .header("Accept", MediaTypes.INDEX + ", " + MediaTypes.MANIFEST).build(), BodyHandlers.ofString());
    }

    @Test void pushesAnImageUnderSeveralTagsAndPullsItBackByteForByte() throws Exception {
        var image = TestImages.one(folder.resolve("image.tar"), 100_000, 3_000_000, 0);

        var pushed = scene.registry().push(image, name, List.of("1.4.2", "1.4"));
        var pulled = scene.registry().pull(name, image.digest(), folder.resolve("pulled.tar"));

        assertThat(pushed).isEqualTo(new Pushed(name, image.digest(), List.of("1.4.2", "1.4"), 4, 0, pushed.sentBytes()));
        assertThat(pushed.reference()).isEqualTo(name + "@" + image.digest());
        assertThat(pushed.sentBytes()).isGreaterThan(3_100_000);
        assertSame(image, pulled);
        assertThat(get(name, "tags/list").body()).contains("\"1.4\"", "\"1.4.2\"").doesNotContain("latest");
        assertThat(get(name, "manifests/1.4").headers().firstValue("Docker-Content-Digest")).contains(image.digest().value());
        assertThat(scene.log).anySatisfy(line -> assertThat(line).matches("Pushed \\Q" + name + "@" + image.digest()
                + "\\E as 1\\.4\\.2, 1\\.4: sent 4 of 4 blobs, 2\\.9\\d MiB"));
        assertThat(scene.log).as("only what takes a while is told beside it").hasSize(3);
        assertThat(scene.warnings).isEmpty();
    }

    private static void assertSame(OciArchive expected, OciArchive found) throws IOException {
        assertThat(found.digest()).isEqualTo(expected.digest());
        assertThat(found.mediaType()).isEqualTo(expected.mediaType());
        assertThat(found.manifests()).isEqualTo(expected.manifests());
        for (var manifest : expected.manifests()) {
            assertThat(found.open(manifest.digest().value()))
                    .hasBinaryContent(expected.open(manifest.digest().value()).readAllBytes());
            for (var blob : manifest.blobs()) {
                assertThat(found.open(blob)).hasBinaryContent(expected.open(blob).readAllBytes());
            }
        }
    }

    @Test void pushesAnIndexOfTwoPlatformsAfterBothOfThemAndTheTagLast() throws Exception {
        var image = TestImages.two(folder.resolve("image.tar"));

        var pushed = scene.registry().push(image, name, List.of("1.4"));

        assertThat(pushed.sentBlobs()).isEqualTo(5);
        assertThat(seen.requests.stream().filter(each -> each.startsWith("PUT ") && each.contains("/manifests/"))
                .map(each -> each.substring(each.lastIndexOf('/')
                + 1))).containsExactly(image.manifests().get(0).digest().value(),
                image.manifests().get(1).digest().value(), image.digest().value(), "1.4");
        assertThat(seen.requests.stream().dropWhile(each -> !each.contains("/manifests/"))).noneMatch(each -> each
                .contains("/blobs/"));
        var pulled = scene.registry().pull(name, image.digest(), folder.resolve("pulled.tar"));
        assertSame(image, pulled);
        assertThat(pulled.images()).extracting(each -> each.platform().toString()).containsExactly("linux/amd64", "linux/arm64");
    }

    @Test void sendsNothingAgainThatIsThere() throws Exception {
        var image = TestImages.two(folder.resolve("image.tar"));
        scene.registry().push(image, name, List.of("1.4"));
        seen.requests.clear();

        var again = scene.registry().push(image, name, List.of("1.4"));

        assertThat(again).isEqualTo(new Pushed(name, image.digest(), List.of("1.4"), 0, 5, 0));
        assertThat(seen.requests).allMatch(each -> each.startsWith("HEAD ")).hasSize(5 + 3 + 1);
    }

    @Test void movesATagToAnotherImageAndTellsWhatStandsUnderIt() throws Exception {
        var old = TestImages.one(folder.resolve("old.tar"), 10);
        var fresh = TestImages.one(folder.resolve("fresh.tar"), 11);

        assertThat(scene.registry().digest(name, "1.4")).isEmpty();
        scene.registry().push(old, name, List.of("1.4"));
        assertThat(scene.registry().digest(name, "1.4")).contains(old.digest());
        scene.registry().push(fresh, name, List.of("1.4"));

        assertThat(scene.registry().digest(name, "1.4")).contains(fresh.digest());
        assertThat(scene.registry().digest(name, "1.5")).isEmpty();
    }

    @Test void pushesByDigestAloneWhereNoTagIsWanted() throws Exception {
        var image = TestImages.one(folder.resolve("image.tar"), 10);

        scene.registry().push(image, name, List.of());

        assertThat(get(name, "manifests/" + image.digest()).statusCode()).isEqualTo(200);
        assertThat(Json.read(get(name, "tags/list").body(), "tags").find("tags")).isEmpty();
    }

    @Test void tellsTheLayersOfAnImageForAPlatform() throws Exception {
        var image = TestImages.two(folder.resolve("image.tar"));
        scene.registry().push(image, name, List.of("1.4"));

        for (var reference : List.of("1.4", image.digest().value())) {
            assertThat(scene.registry().diffIds(name, reference, Platform.of("linux/arm64")))
                    .isEqualTo(image.images().get(1).diffIds()).hasSize(2);
        }
        assertThatThrownBy(() -> scene.registry().diffIds(name, "1.4", Platform.of("linux/s390x")))
                .isInstanceOf(RegistryException.class)
                .hasMessage("Looking up " + name + ":1.4 failed: it has images for linux/amd64, linux/arm64. Expected one for"
                + " linux/s390x. Name another image, or build for those platforms.");
    }

    @Test void looksNoFurtherThanTheTagGrammar() throws Exception {
        var image = TestImages.one(folder.resolve("image.tar"), 10);

        assertThatThrownBy(() -> scene.registry().push(image, name, List.of("1.4", "a/b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("\"a/b\" is no tag.");
        assertThatThrownBy(() -> scene.registry().digest(name, "../x")).isInstanceOf(IllegalArgumentException.class);
        assertThat(seen.requests).isEmpty();
    }

    @Test void pullsOverAnEarlierFileAndLeavesNothingElse() throws Exception {
        var image = TestImages.one(folder.resolve("image.tar"), 10_000);
        scene.registry().push(image, name, List.of());
        var into = Files.createDirectory(folder.resolve("into"));
        Files.writeString(into.resolve("pulled.tar"), "an earlier one");

        scene.registry().pull(name, image.digest(), into.resolve("pulled.tar"));

        assertThat(into).isDirectoryContaining("glob:**/pulled.tar");
        assertThat(Files.list(into)).hasSize(1);
    }
}
