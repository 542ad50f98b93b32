package io.jenkins.plugins.greenlight.stage.image.buildx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.greenlight.oci.TestArchive;
import io.jenkins.plugins.greenlight.parse.Credential;
import io.jenkins.plugins.greenlight.parse.PlainOrSecret;
import io.jenkins.plugins.greenlight.registry.ImageName;
import io.jenkins.plugins.greenlight.registry.RegistryAccess;
import io.jenkins.plugins.greenlight.stage.StageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How buildx is started and what is made of how it ends, with a script in its place. */
class BuildxProcessTest {
    @TempDir private Path folder;
    private StandIn buildx;
    private BuildxScene scene;

    @BeforeEach void begin() throws IOException {
        buildx = new StandIn(folder.resolve("program")).writes(TestArchive.script(), "");
        scene = new BuildxScene(folder, buildx.program()).dockerfile("FROM scratch");
    }

    @Test void saysAllOfTheConfiguration() throws Exception {
        scene.builder = Optional.of("big");
        scene.platforms("linux/amd64").target = "app";
        scene.args.put("WORD", "a b=c");
        scene.labels.put("team", "green");
        scene.ssh.add("default=/keys/deploy");
        scene.cacheFrom.add("type=registry,ref=registry.example.com/shop:cache");
        scene.cacheTo.add("type=inline");
        scene.pull = true;
        scene.sourceDate = Optional.of(Instant.ofEpochSecond(1_700_000_000));
        buildx.builders("{\"Name\":\"big\",\"Driver\":\"docker-container\",\"Nodes\":[{\"Status\":\"inactive\"}]}");

        scene.build();

        var argv = buildx.argv();
        var metadata = argv.get(argv.indexOf("--metadata-file") + 1);
        assertThat(argv).containsExactly("build", "--progress", "rawjson", "--provenance=false", "--sbom=false", "--builder", "big",
                "--platform", "linux/amd64", "--file", scene.workspace + "/Dockerfile", "--target", "app", "--build-arg", "WORD=a b=c",
                "--label", "team=green", "--ssh", "default=/keys/deploy", "--cache-from", "type=registry,ref=registry.example.com/shop:cache",
                "--cache-to", "type=inline", "--pull",
                "--output", "type=oci,dest=" + scene.archive + ",compression=gzip,force-compression=true,rewrite-timestamp=true",
                "--metadata-file", metadata, scene.workspace.toString());
        assertThat(Path.of(metadata)).startsWithRaw(scene.scratch).doesNotExist();
        assertThat(buildx.environment()).contains("SOURCE_DATE_EPOCH=1700000000", "BUILDX_METADATA_PROVENANCE=max");
    }

    @Test void leavesOutWhatNobodyAskedFor() throws Exception {
        scene.build();

        assertThat(buildx.argv()).doesNotContain("--builder", "--platform", "--target", "--pull", "--ssh", "--secret")
                .contains("type=oci,dest=" + scene.archive + ",compression=gzip,force-compression=true");
        assertThat(buildx.environment()).noneMatch(line -> line.startsWith("SOURCE_DATE_EPOCH="));
    }

    @Test void givesEachSecretInAFileThatNobodyElseReads() throws Exception {
        scene.secret("npm", "NPM", "value-of-npm");

        scene.build();

        assertThat(buildx.secrets()).isEqualTo("600\n700\nvalue-of-npm");
        assertThat(buildx.argv() + "" + buildx.environment()).contains("id=npm,src=").doesNotContain("value-of-npm");
        assertThat(scene.scratch).isEmptyDirectory();
    }

    @Test void hidesSecretsInAllThatItSays() throws Exception {
        scene.secret("npm", "NPM", "value-of-npm");
        buildx.says(vertex("[1/1] RUN echo value-of-npm", "value-of-npm is wrong"), said("the value-of-npm, in two"), said(" pieces: value-of-"),
                said("npm\n"), "ERROR: value-of-npm").ends("build", 1);

        var failure = failure();

        assertThat(failure).hasMessageContaining("[1/1] RUN echo **** failed: **** is wrong").hasMessageContaining("ERROR: ****");
        assertThat(failure.getMessage() + scene.log).contains("the ****, in two pieces: ****").doesNotContain("value-of-npm");
        assertThat(scene.scratch).isEmptyDirectory();
    }

    @Test void refusesASecretAsAnArgument() throws Exception {
        scene.args.put("NPM_TOKEN", "value-of-npm");

        assertThat(failure()).hasMessage("The build argument NPM_TOKEN sounds like a secret. Expected none: whoever has the image can read its arguments."
                + " Name the secret in image.buildx.secrets, and read it in the Dockerfile with RUN --mount=type=secret,id=…. If it is none, give it another name.");
        scene.args.clear();
        scene.args.put("REPOSITORY", "https://ci:value-of-npm@example.com/");
        assertThat(failure()).hasMessageStartingWith("The value of the build argument REPOSITORY looks like an address with a password.")
                .hasMessageNotContaining("value-of-npm");
        assertThat(scene.commands).isEmpty();
    }

    @Test void refusesASecretInACache() {
        scene.cacheTo.add("type=s3,region=eu-1,secret_access_key=value-of-key");

        assertThat(failure()).hasMessageStartingWith("A cache has the field secret_access_key, which is most likely secret.")
                .hasMessageNotContaining("value-of-key");
    }

    @Test void keepsNoCacheWhereALinkLeadsOutOfTheWorkspace() throws Exception {
        Files.createSymbolicLink(scene.workspace.resolve("cache"), Files.createDirectory(folder.resolve("elsewhere")));
        scene.cacheTo.add("type=local,\"DEST=cache\"");
        assertThat(failure()).hasMessageContaining("A cache has dest=cache").hasMessageContaining("the link in it leads to");

        scene.cacheTo.set(0, "type=local,dest=../elsewhere");
        assertThat(failure()).hasMessageContaining("it climbs out");
        assertThat(folder.resolve("elsewhere")).isEmptyDirectory();
    }

    @Test void saysWhatIsMissingBeforeItStarts() throws Exception {
        scene.secrets.put("npm", Credential.parse("${UNSET}").orElseThrow());
        assertThat(failure()).hasMessageStartingWith("The image was not built: image.buildx.secrets.npm: ${UNSET} names an environment variable");
        scene.secrets.clear();
        scene.context = "none";
        assertThat(failure()).hasMessage("There is no folder " + scene.workspace + "/none. Expected the files to build from. Create it, or correct"
                + " image.build.context.");
        scene.file = "None";
        assertThat(failure()).hasMessage("There is no Dockerfile " + scene.workspace + "/None. Expected one. Write it, or correct image.build.dockerfile.");
        assertThat(buildx.wasBuilt()).isFalse();
        assertThat(scene.scratch).isEmptyDirectory();
    }

    @Test void saysThatThereIsNoBuildx() throws Exception {
        buildx.ends("version", 1);
        assertThat(failure()).hasMessageContaining("buildx version ended with exit code 1: (nothing) Expected buildx. Install it");
        scene.program = List.of("no-such-buildx");
        assertThat(failure()).hasMessageStartingWith("buildx did not run: no-such-buildx was not started:")
                .hasMessageEndingWith("Its words are image.buildx.program: [no-such-buildx].");
    }

    @Test void looksForTheBuilderOnlyWhereItIsListed() throws Exception {
        scene.builder = Optional.of("big");
        assertThat(failure()).hasMessageStartingWith("There is no builder big for buildx. Expected one of [default].");
        buildx.builders("{\"Name\":\"big\",\"Driver\":\"remote\",\"Nodes\":[{\"Status\":\"inactive\"}]}");
        assertThat(failure()).hasMessageStartingWith("The image was not built: BuildKit of the builder big is not up.");
        buildx.ends("ls", 125); // an older one, which lists in no JSON

        assertThat(scene.build().archive().images()).hasSize(1);
    }

    @Test void saysTheExitCodeOfOneThatFailsWithoutAStep() throws Exception {
        buildx.says("ERROR: something else").ends("build", 17);

        assertThat(failure()).hasMessage("The image was not built: buildx ended with exit code 17.\nERROR: something else\n"
                + "Expected exit code 0. Correct what it says, and build again.");
        assertThat(scene.archive).doesNotExist();
    }

    @Test void namesTheStepThatFailedNotThoseThatWereCancelled() throws Exception {
        buildx.says(vertex("[linux/arm64 1/1] RUN a", "it was cancelled"), vertex("[linux/amd64 1/1] RUN b", "no space"), "ERROR: failed: no space")
                .ends("build", 1);

        assertThat(failure()).hasMessageStartingWith("The image was not built: [linux/amd64 1/1] RUN b failed: no space\n");
    }

    @Test void followsTheStepsAsTheyCome() throws Exception {
        buildx.says("{\"vertexes\":[{\"digest\":\"a\",\"name\":\"[1/2] FROM x\",\"cached\":true},{\"digest\":\"b\",\"name\":\"[2/2] RUN y\","
                + "\"started\":\"now\"}]}", "{\"logs\":[{\"vertex\":\"b\",\"stream\":1,\"data\":\"" + base64("\u001b[31mred\u001b[0m\n10%\r100%\r\nhalf") + "\"}]}",
                "{\"logs\":[{\"vertex\":\"b\",\"stream\":2,\"data\":\"" + base64("other\n") + "\"}]}", "{not json", "{\"vertexes\":7}", "a word of its own",
                "{\"vertexes\":[{\"digest\":\"b\",\"name\":\"[2/2] RUN y\",\"started\":\"now\",\"completed\":\"now\"}]}",
                "{\"warnings\":[{\"short\":\"" + base64("MAINTAINER is old") + "\"}]}");

        scene.build();

        assertThat(scene.log).containsExactly("[1/2] FROM x (cached)", "[2/2] RUN y", "[2/2] red", "[2/2] 100%", "[2/2] other", "[2/2] half",
                "{not json", "a word of its own");
        assertThat(scene.warnings).containsExactly("Dockerfile: MAINTAINER is old");
    }

    @Test void trustsNoArchiveOfAnotherImage() throws Exception {
        buildx.writes(TestArchive.script(), "sha256:" + "0".repeat(64));
        assertThat(failure()).hasMessageMatching("The archive's image is sha256:[0-9a-f]{64}, but buildx built sha256:0{64}. Expected the same. Build again.");
        assertThat(scene.archive).doesNotExist();
    }

    @Test void wantsJustThePlatformsThatWereAskedFor() throws Exception {
        scene.platforms("linux/amd64", "linux/arm64");
        assertThat(failure()).hasMessageStartingWith("buildx built images for [linux/amd64]. Expected just [linux/amd64, linux/arm64].");
        scene.platforms("linux/arm64");
        assertThat(failure()).hasMessageStartingWith("buildx built images for [linux/amd64]. Expected just [linux/arm64].");
        scene.platforms("linux/amd64");
        assertThat(scene.build().archive().images()).hasSize(1);
    }

    @Test void readsNoLayerOfAnotherPacking() throws Exception {
        buildx.writes(TestArchive.script().layer(new byte[]{1}, "application/vnd.oci.image.layer.v1.tar+zstd"), "");

        assertThat(failure()).hasMessageContaining("layer of type application/vnd.oci.image.layer.v1.tar+zstd. Expected a tar archive");
    }

    @Test void saysThatNoMetadataWasWritten() throws Exception {
        buildx.tells("x").writes(TestArchive.script(), "").says();
        Files.delete(folder.resolve("program/metadata"));

        assertThat(failure()).hasMessage("The image was not built: buildx wrote no metadata file. Expected one with the image's digest. Use buildx 0.13 or newer.");
    }

    @Test void endsOneThatHangs() throws Exception {
        Files.writeString(Path.of(buildx.program()), "#!/bin/sh\n[ \"$1\" != build ] || exec sleep 614\n");
        scene.timeout = Duration.ofMillis(1500);

        assertThat(failure()).hasMessageContaining("the build ran longer than image.buildx.timeout, 1 s.\n(It said nothing.)\n");
    }

    @Test void hasTheCredentialsOfTheRegistryAndTheUsersOwnBuildersAndPlugins() throws Exception {
        var own = Files.createDirectories(folder.resolve("home/.docker/cli-plugins")).getParent();
        Files.createFile(own.resolve("cli-plugins/docker-buildx"));
        scene.variables.put("HOME", folder.resolve("home").toString());
        scene.variables.put("REGISTRY_PASSWORD", "value-of-password");
        scene.registry = Optional.of(ImageName.parse("registry.example.com/shop"));
        scene.registries = new RegistryAccess(List.of(new RegistryAccess.Account("registry.example.com", PlainOrSecret.of("ci"),
                Credential.parse("${REGISTRY_PASSWORD}").orElseThrow())), Optional.empty(), Set.of(), Optional.empty(), 1, Duration.ofSeconds(5));

        scene.build();

        assertThat(buildx.environment()).contains("BUILDX_CONFIG=" + own.resolve("buildx"));
        assertThat(buildx.dockerConfig().resolve("config.json")).content().contains(base64("ci:value-of-password"));
        assertThat(buildx.dockerConfig().resolve("cli-plugins/docker-buildx")).exists();
        assertThat(own.resolve("cli-plugins/docker-buildx")).as("is not deleted with the link to it").exists();
        assertThat(scene.scratch).isEmptyDirectory();
    }

    @Test void isNobodyAndLeavesNoCacheWhereNothingIsKept() throws Exception {
        var own = Files.createDirectories(folder.resolve("home/.docker"));
        Files.writeString(own.resolve("config.json"), "{\"auths\":{\"registry.example.com\":{\"auth\":\"" + base64("me:my-login") + "\"}}}");
        scene.variables.put("HOME", folder.resolve("home").toString());
        scene.cacheFrom.add("type=registry,ref=registry.example.com/shop:cache");
        scene.cacheTo.add("type=registry,ref=registry.example.com/shop:cache");
        scene.keepsNothing = true;

        scene.build();

        assertThat(buildx.argv()).contains("--cache-from").doesNotContain("--cache-to");
        assertThat(buildx.dockerConfig().resolve("config.json")).hasContent("{\"auths\":{}}");
        assertThat(buildx.environment()).contains("BUILDX_CONFIG=" + own.resolve("buildx"));
        assertThat(scene.scratch).isEmptyDirectory();
    }

    private StageException failure() {
        return catchThrowableOfType(StageException.class, scene::build);
    }

    private static String vertex(String name, String error) {
        return "{\"vertexes\":[{\"digest\":\"" + name + "\",\"name\":\"" + name + "\",\"started\":\"now\",\"error\":\"" + error + "\"}]}";
    }

    private static String said(String text) {
        return "{\"logs\":[{\"vertex\":\"[1/1] RUN echo value-of-npm\",\"stream\":1,\"data\":\"" + base64(text) + "\"}]}";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
