package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.PullResponseItem;
import io.jenkins.plugins.greenlight.docker.DockerEngine;
import io.jenkins.plugins.greenlight.docker.PrivateDocker;
import io.jenkins.plugins.greenlight.finding.scanner.RealScanners;
import io.jenkins.plugins.greenlight.finding.scanner.TrivyDatabase;
import io.jenkins.plugins.greenlight.local.LoopbackPorts;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.registry.PrivateRegistry;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample from its files to a container pulled by digest, with a real Docker Engine, registry and Trivy. */
@Tag("slow")
class RealImageTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String SECRET = "AKIA" + "QWERTYUIOPASDFGH";

    @TempDir private Path folder;
    private Path workspace;
    private PrivateRegistry registry;
    private DockerEngine engine;
    private String host;
    private String scan;
    private String access;

    @BeforeEach void shopAndParts() throws Exception {
        host = PrivateDocker.ready().host();
        access = "";
        registry = PrivateRegistry.plain();
        engine = DockerEngine.at(host);
        workspace = Files.createDirectories(folder.toRealPath().resolve("workspace"));
        ShopWorkspace.make(workspace);
        TrivyDatabase.unpackForJars(folder.toRealPath().resolve("cache"), Instant.now());
        scan = "scan: {trivy: {program: " + RealScanners.trivy() + ", sha256: " + RealScanners.TRIVY_SHA256 + ", cacheFolder: "
                + folder.toRealPath().resolve("cache") + ", maximumDatabaseAge: 3d}, checks: [\"critical == 0\", \"secrets == 0\"]}";
    }

    @AfterEach void nothingRuns() throws Exception {
        if (engine != null) {
            engine.close();
        }
        if (registry != null) {
            registry.close();
        }
    }

    private Console image(String builder, String repository, String tags, String... options) throws IOException {
        Files.writeString(workspace.resolve("greenlight.yaml"), "version: 1\napp: shop\nimage:\n  name: shop\n  " + builder.strip().replace("\n", "\n  ")
                + "\n  " + scan + "\n  registry: {" + access + "insecure: [\"" + registry.host() + "\"]}\n  push: {repository: " + registry.host() + "/" + repository
                + ", tags: [" + tags + "]}\n");
        var all = new ArrayList<>(List.of("image", "-w", workspace.toString(), "--commit", "4a80e1783b0de25615b1268e565d748b055a737f"));
        all.addAll(Arrays.asList(options));
        return Console.run(all.toArray(String[]::new));
    }

    private static final String JIB = """
            javaModules: [java.base, jdk.httpserver]
            files: {target/shop.jar: app/shop.jar, config/shop.properties: app/shop.properties}
            entrypoint: [jre/bin/java, -Xmx64m, "-XX:+UseSerialGC", "-XX:-UsePerfData", -jar, app/shop.jar, app/shop.properties]
            """;
    private static final String JAVA = """
            javaModules: [java.base, jdk.httpserver]
            files: {config/shop.properties: etc/base.properties}
            entrypoint: [jre/bin/java, -version]
            """;

    private String docker(String base) {
        return "builder: docker\nbuild: {args: {JAVA: \"" + base + "\"}}\ndocker: {host: \"" + host + "\", keepCache: false}";
    }

    private Node report() throws IOException {
        return Json.read(Files.readString(workspace.resolve("target/greenlight/report/report.json")), "report.json");
    }

    private String digest() throws IOException {
        return report().get("digest").text();
    }

    private void pull(String image) throws IOException {
        engine.actPatiently("pull", client -> {
            try {
                return client.pullImageCmd(image).exec(new ResultCallback.Adapter<PullResponseItem>()).awaitCompletion();
            } catch (InterruptedException e) {
                throw new InterruptedIOException("pulling " + image);
            }
        });
    }

    /** Pulls it by digest, runs it, and asks it for its products. */
    private String products(String repository, String digest) throws Exception {
        String name = registry.host() + "/" + repository;
        pull(name + "@" + digest);
        int port = LoopbackPorts.free();
        var bound = new HostConfig().withPortBindings(new PortBinding(Ports.Binding.bindIpAndPort("127.0.0.1", port), ExposedPort.tcp(8080)));
        String id = engine.act("create", client -> client.createContainerCmd(name + "@" + digest).withEnv("PORT=8080", "BIND=0.0.0.0")
                .withExposedPorts(ExposedPort.tcp(8080)).withHostConfig(bound).exec()).getId();
        try {
            engine.act("start", client -> client.startContainerCmd(id).exec());
            return answer(URI.create("http://127.0.0.1:" + port + "/products"));
        } finally {
            engine.act("remove", client -> client.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec());
            engine.act("remove", client -> client.removeImageCmd(name + "@" + digest).withForce(true).exec());
        }
    }

    private static String answer(URI address) throws Exception {
        var deadline = Instant.now().plusSeconds(60);
        while (true) {
            try {
                return HTTP.send(HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build(), HttpResponse.BodyHandlers.ofString()).body();
            } catch (IOException e) {
                if (Instant.now().isAfter(deadline)) {
                    throw e;
                }
                Thread.sleep(50);
            }
        }
    }

    private TreeSet<String> images() throws IOException {
        var ids = new TreeSet<String>();
        engine.read("list images", client -> client.listImagesCmd().withShowAll(true).exec()).forEach(image -> ids.add(image.getId()));
        return ids;
    }

    private static String lock(String version) {
        return "{\"packages\": [{\"name\": \"greenlight/made-up\", \"version\": \"" + version + "\"}], \"packages-dev\": []}";
    }

    /** What is said of an image that brings this file, which is not pushed. */
    private String vulnerable(String file, String text) throws Exception {
        Files.createDirectories(workspace.resolve(file).getParent());
        Files.writeString(workspace.resolve(file), text);
        var stopped = image(JIB.replace("files: {", "files: {" + file + ": app/" + file + ", "), "team/vulnerable", "\"{commit}\"");
        assertThat(stopped.exitCode()).as(stopped.output()).isEqualTo(10);
        assertThat(status("team/vulnerable/tags/list")).isEqualTo(404);
        return stopped.output();
    }

    private int status(String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(URI.create("http://" + registry.host() + "/v2/" + path))
                .header("Accept", "application/vnd.oci.image.manifest.v1+json").build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test void takesTheSampleToARunningContainer() throws Exception {
        var console = image(JIB, "team/shop", "\"{commit}\", latest");

        assertThat(console.exitCode()).as(console.output() + console.errors()).isZero();
        assertThat(products("team/shop", digest())).contains("Corner shop");
        assertThat(status("team/shop/manifests/4a80e1783b0d")).isEqualTo(200);
        assertThat(status("team/shop/manifests/latest")).isEqualTo(200);
        assertThat(Files.readString(workspace.resolve("target/greenlight/report/artifacts.json"))).contains("sbom.cdx.json", "findings.sarif", "image.tar");
        assertThat(workspace.resolve("target/greenlight/scratch")).isEmptyDirectory();

        String first = digest();
        var again = image(JIB, "team/shop", "\"{commit}\"");
        assertThat(again.exitCode()).as(again.output()).isZero();
        assertThat(digest()).isEqualTo(first);
        assertThat(again.output()).contains("sent 0 of ");
    }

    @Test void buildsTheSamplesDockerfileOnABaseAndLeavesNothingOnTheEngine() throws Exception {
        assertThat(image(JAVA, "java", "\"17\"").exitCode()).isZero();
        String base = registry.host() + "/java:17";
        pull(base);
        var before = images();

        var console = image(docker(base), "team/shop", "\"{commit}\"");

        assertThat(console.exitCode()).as(console.output() + console.errors()).isZero();
        assertThat(images()).isEqualTo(before);
        assertThat(products("team/shop", digest())).contains("Corner shop");
        assertThat(console.output()).contains("COPY target/shop.jar");
        engine.act("remove", client -> client.removeImageCmd(base).withForce(true).exec());
    }

    @Test void pushesNothingThatHoldsASecretOrAKnownVulnerability() throws Exception {
        Files.writeString(workspace.resolve("config/shop.properties"), "title=Corner shop\naws_access_key_id = " + SECRET + "\n");
        var leaky = image(JIB, "team/leaky", "\"{commit}\"");
        assertThat(leaky.exitCode()).as(leaky.output()).isEqualTo(10);
        assertThat(leaky.output()).contains("secrets").doesNotContain(SECRET);
        assertThat(status("team/leaky/tags/list")).isEqualTo(404);

        scan = scan.replaceFirst("}$", ", mode: observe}");
        var observed = image(JIB, "team/leaky", "\"{commit}\"");
        assertThat(observed.exitCode()).as(observed.output()).isZero();
        assertThat(observed.output()).contains("is not pushed: its scan did not pass, though mode: observe lets delivery go on");
        assertThat(status("team/leaky/tags/list")).isEqualTo(404);
        scan = scan.replace(", mode: observe", "");

        Files.writeString(workspace.resolve("config/shop.properties"), "title=Corner shop\n");
        assertThat(vulnerable("node_modules/minimist/package.json", "{\"name\": \"minimist\", \"version\": \"1.2.5\"}")).contains("critical");
        assertThat(vulnerable("composer.lock", lock("1.0.0"))).contains("critical");

        Files.writeString(workspace.resolve("composer.lock"), lock("2.0.0"));
        var mended = image(JIB.replace("files: {", "files: {composer.lock: app/composer.lock, "), "team/mended", "\"{commit}\"");
        assertThat(mended.exitCode()).as(mended.output()).isZero();
        assertThat(status("team/mended/manifests/4a80e1783b0d")).isEqualTo(200);
        assertThat(workspace.resolve("target/greenlight/scratch")).isEmptyDirectory();
    }

    @Test void provesItselfToARegistryAndLeavesItsPasswordNowhere() throws Exception {
        registry.close();
        registry = PrivateRegistry.withPassword();
        var secret = Files.writeString(folder.resolve("password"), PrivateRegistry.PASSWORD + "\n").toRealPath();
        access = "user: " + PrivateRegistry.USER + ", password: \"${file:" + secret + "}\", ";
        var good = image(JIB, "team/shop", "\"{commit}\"");
        assertThat(good.exitCode()).as(good.output()).isZero();

        Files.writeString(secret, "S3CRET-that-is-wrong\n");
        var refused = image(JIB, "team/other", "\"{commit}\"");

        assertThat(refused.exitCode()).as(refused.output()).isEqualTo(1);
        assertThat(refused.output()).contains("ERROR (exit 1)", "was built, and not handed out", PrivateRegistry.USER, "image.registry.user")
                .contains("0 findings in the image");
        assertThat(good.output() + good.errors() + refused.output() + refused.errors()).doesNotContain(PrivateRegistry.PASSWORD, "S3CRET");
        try (var files = Files.walk(workspace)) {
            assertThat(files.filter(Files::isRegularFile)).allSatisfy(file -> assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                    .doesNotContain(PrivateRegistry.PASSWORD, "S3CRET"));
        }
    }
}
