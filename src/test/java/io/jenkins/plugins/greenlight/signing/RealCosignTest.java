package io.jenkins.plugins.greenlight.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.gate.Outcome;
import io.jenkins.plugins.greenlight.oci.OciArchive;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import io.jenkins.plugins.greenlight.registry.ImageName;
import io.jenkins.plugins.greenlight.registry.PrivateRegistry;
import io.jenkins.plugins.greenlight.registry.Registry;
import io.jenkins.plugins.greenlight.registry.TestImages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real cosign at a real registry that asks for a password. */
@Tag("slow")
class RealCosignTest {
    @TempDir private static Path keys;
    private static PrivateRegistry registry;
    private static int images;
    @TempDir Path folder;
    private SigningScene scene;
    private ImageName name;

    @BeforeAll static void start() throws Exception {
        RealCosign.makeKey(keys, "release");
        RealCosign.makeKey(keys, "other");
        registry = PrivateRegistry.withPassword();
    }

    @AfterAll static void stop() {
        if (registry != null) {
            registry.close();
        }
    }

    @BeforeEach void open() throws Exception {
        scene = new SigningScene(folder, RealCosign.program().toString())
                .account(registry.host(), PrivateRegistry.USER, PrivateRegistry.PASSWORD);
        scene.insecure = Set.of(registry.host());
        for (var file : List.of("release.key", "release.pub", "other.key", "other.pub")) {
            Files.copy(keys.resolve(file), scene.workspace.resolve(file));
        }
        name = ImageName.parse(registry.host() + "/team/shop-" + ++images);
    }

    /** Whatever happened: no credential is left, none was on a command line or is told. */
    @AfterEach void nothingIsLeftOrTold() throws Exception {
        assertThat(scene.isClean()).isTrue();
        assertThat(scene.started.toString()).doesNotContain(PrivateRegistry.PASSWORD);
        for (var command : scene.started) {
            assertThat(String.join(" ", command.argv())).doesNotContain(RealCosign.PASSWORD);
        }
        assertThat(scene.log.toString()).doesNotContain(RealCosign.PASSWORD).doesNotContain(PrivateRegistry.PASSWORD);
    }

    private OciArchive pushed(int bytes) throws Exception {
        return pushed(TestImages.one(folder.resolve("image-" + bytes + ".tar"), bytes));
    }

    private OciArchive pushed(OciArchive archive) throws Exception {
        new Registry(scene.access(), scene.ports()).push(archive, name, List.of("1.0"));
        return archive;
    }

    @Test void findsGoodWhatItSigned() throws Exception {
        var image = pushed(1000);
        scene.annotations.put("note", "built by \"ci\", twice");
        scene.annotations.put("commit", "0123456789ab");

        scene.cosign().sign(name, image.digest());
        var signature = scene.cosign().verify(name, image.digest());

        assertThat(signature).isEqualTo(new Signature.Verified("the key release.pub with the annotations"
                + " {commit=0123456789ab, note=built by \"ci\", twice}", 1));
        assertThat(signature.check().outcome()).isEqualTo(Outcome.PASSED);
        assertThat(scene.dockerConfigs).isNotEmpty().allMatch(config -> config.startsWith("rw------- ")
                && config.contains(registry.host()));
        assertThat(scene.started).filteredOn(command -> command.argv().contains("verify"))
                .allMatch(command -> !command.environment().containsKey("COSIGN_PASSWORD"));
    }

    @Test void asksSigstoreForNothingWhereAKeyIsEnough() throws Exception {
        var image = pushed(1000);
        scene.cosign().sign(name, image.digest());

        scene.cosign().verify(name, image.digest());

        var verify = scene.started.get(scene.started.size() - 1);
        assertThat(verify.argv()).contains("--insecure-ignore-tlog=true", "--trusted-root");
        assertThat(scene.started).filteredOn(command -> command.argv().contains("--yes")).singleElement()
                .satisfies(command -> assertThat(command.argv()).contains("--tlog-upload=false"));
    }

    @Test void signsAnIndexAndEachOfItsPlatforms() throws Exception {
        var index = pushed(TestImages.two(folder.resolve("two.tar")));

        scene.cosign().sign(name, index.digest());

        assertThat(scene.cosign().verify(name, index.digest())).isInstanceOf(Signature.Verified.class);
        assertThat(index.manifests()).hasSize(2);
        for (var platform : index.manifests()) {
            assertThat(scene.cosign().verify(name, platform.digest())).isInstanceOf(Signature.Verified.class);
        }
    }

    @Test void holdsASignatureAgainstTheKeyItselfWhereNoPublicOneIsNamed() throws Exception {
        var image = pushed(1000);
        scene.publicKey = Optional.empty();
        scene.cosign().sign(name, image.digest());

        assertThat(scene.cosign().verify(name, image.digest())).isEqualTo(new Signature.Verified("the key release.key", 1));

        scene.key = Optional.of("other.key");
        assertThat(scene.cosign().verify(name, image.digest())).isInstanceOf(Signature.Refused.class);
    }

    @Test void refusesWhatAnotherKeySigned() throws Exception {
        var image = pushed(1000);
        scene.key = Optional.of("other.key");
        scene.cosign().sign(name, image.digest());

        var check = scene.cosign().verify(name, image.digest()).check();

        assertThat(check.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(check.measured()).startsWith("no signature of " + name + "@" + image.digest() + " is the right one");
        assertThat(check.required()).isEqualTo("a signature by the key release.pub");
    }

    @Test void refusesWhatLacksAnAnnotation() throws Exception {
        var image = pushed(1000);
        scene.cosign().sign(name, image.digest());
        scene.annotations.put("commit", "0123456789ab");

        assertThat(scene.cosign().verify(name, image.digest())).isInstanceOf(Signature.Refused.class);
    }

    @Test void refusesWhatNobodySigned() throws Exception {
        var image = pushed(1000);

        var check = scene.cosign().verify(name, image.digest()).check();

        assertThat(check.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(check.measured()).isEqualTo("nobody has signed " + name + "@" + image.digest());
    }

    @Test void refusesAnotherDigestThanTheOneSigned() throws Exception {
        var signed = pushed(1000);
        var changed = pushed(1001);
        scene.cosign().sign(name, signed.digest());

        assertThat(scene.cosign().verify(name, changed.digest())).isInstanceOf(Signature.Refused.class);
    }

    @Test void refusesASignatureThatWasCopiedToAnotherDigest() throws Exception {
        var signed = pushed(1000);
        var changed = pushed(1001);
        scene.cosign().sign(name, signed.digest());

        copySignature(signed.digest(), changed.digest());

        assertThat(scene.cosign().verify(name, changed.digest())).isInstanceOf(Signature.Refused.class);
    }

    /** As somebody would who may write to the registry. */
    private void copySignature(ImageDigest from, ImageDigest to) throws IOException {
        var tags = registry.storage().resolve("docker/registry/v2/repositories/" + name.repository() + "/_manifests/tags");
        try (var files = Files.walk(tags.resolve("sha256-" + from.hex() + ".sig"))) {
            for (var file : files.toList()) {
                var copy = tags.resolve("sha256-" + to.hex() + ".sig").resolve(tags.resolve("sha256-" + from.hex() + ".sig")
                        .relativize(file));
                Files.copy(file, copy);
            }
        }
    }

    @Test void attestsWhatIsInAnImage() throws Exception {
        var image = pushed(1000);
        var bill = Files.writeString(folder.resolve("bom.json"),
                "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.5\",\"serialNumber\":\"urn:x:1\"}");
        scene.cosign().sign(name, image.digest());

        scene.cosign().attest(name, image.digest(), Predicate.CYCLONEDX, bill);
        scene.cosign().attest(name, image.digest(), Predicate.CYCLONEDX, bill);

        var statement = statements(image.digest(), "cyclonedx");
        assertThat(statement).hasSize(1).first().asString().contains("urn:x:1", image.digest().hex(),
                "https://cyclonedx.org/bom");
    }

    @Test void attestsWhatAScannerFound() throws Exception {
        var image = pushed(1000);
        var report = Files.writeString(folder.resolve("trivy.json"),
                "{\"SchemaVersion\":2,\"Results\":[{\"Target\":\"shop.jar\"}]}");
        var time = Instant.parse("2026-06-15T12:00:00Z");
        new ScanPredicate("pkg:github/aquasecurity/trivy@0.70.0", "0.70.0", Optional.of(time.minusSeconds(3600)), time,
                time.plusSeconds(7))
                .write(report, folder.resolve("vuln.json"));

        scene.cosign().attest(name, image.digest(), Predicate.VULNERABILITIES, folder.resolve("vuln.json"));

        var predicate = Json.read(statements(image.digest(), "vuln").get(0), "statement").get("predicate");
        assertThat(predicate.get("scanner").get("version").text()).isEqualTo("0.70.0");
        assertThat(predicate.get("scanner").get("db").get("version").text()).isEqualTo("2026-06-15T11:00:00Z");
        assertThat(predicate.get("scanner").get("result").get("Results").items().get(0).get("Target").text())
                .isEqualTo("shop.jar");
        assertThat(predicate.get("metadata").get("scanFinishedOn").text()).isEqualTo("2026-06-15T12:00:07Z");
    }

    /** Those that cosign finds good, decoded. */
    private List<String> statements(ImageDigest digest, String type) throws Exception {
        var dockerConfig = Files.createDirectories(folder.resolve("docker"));
        var auth = Base64.getEncoder().encodeToString((PrivateRegistry.USER + ":" + PrivateRegistry.PASSWORD)
                .getBytes(StandardCharsets.UTF_8));
        Files.writeString(dockerConfig.resolve("config.json"), "{\"auths\":{\"" + registry.host() + "\":{\"auth\":\"" + auth
                + "\"}}}");
        var said = RealCosign.run(folder, "verify-attestation", "--key", keys.resolve("release.pub").toString(),
                "--insecure-ignore-tlog=true",
                "--registry-username", PrivateRegistry.USER, "--registry-password", PrivateRegistry.PASSWORD, "--type", type, name
                + "@" + digest);
        return said.lines().filter(line -> !line.isBlank()).map(line -> new String(Base64.getDecoder().decode(Json.read(line,
                "cosign")
                .get("payload").text()), StandardCharsets.UTF_8)).toList();
    }

    @Test void saysThatAWrongPasswordKeptItFromSigning() throws Exception {
        var image = pushed(1000);
        scene.variables.put("KEY_PASSWORD", "not-that-one");

        assertThatThrownBy(() -> scene.cosign().sign(name, image.digest())).isInstanceOf(IOException.class)
                .hasMessageContaining(name + "@" + image.digest()
                        + " is in the registry and was not signed: cosign ended with exit code 1")
                .hasMessageContaining("Run it by hand: ").hasMessageNotContaining("not-that-one");
        assertThat(scene.cosign().verify(name, image.digest())).isInstanceOf(Signature.Refused.class);
    }

    @Test void canSayNothingWhereTheRegistryWantsOtherCredentials() throws Exception {
        var image = pushed(1000);
        scene.cosign().sign(name, image.digest());
        scene.variables.put("REGISTRY_PASSWORD", "not-that-one");

        var check = scene.cosign().verify(name, image.digest()).check();

        assertThat(check.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(check.measured()).contains("exit code 1").doesNotContain("not-that-one");
    }

    @Test void canSayNothingWhileTheRegistryIsDown() throws Exception {
        var image = pushed(1000);
        scene.cosign().sign(name, image.digest());
        registry.stop();
        try {
            var signature = scene.cosign().verify(name, image.digest());

            assertThat(signature).isInstanceOf(Signature.Unknown.class);
            assertThat(signature.check().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        } finally {
            registry.start();
        }
        assertThat(scene.cosign().verify(name, image.digest())).isInstanceOf(Signature.Verified.class);
    }

    @Test void trustsTheAuthorityOfARegistryThatTheConfigurationNames() throws Exception {
        try (var tls = PrivateRegistry.withTlsAndPassword()) {
            scene.account(tls.host(), PrivateRegistry.USER, PrivateRegistry.PASSWORD).ca = Optional.of(tls.caFile());
            name = ImageName.parse(tls.host() + "/team/shop");
            var image = pushed(1000);

            scene.cosign().sign(name, image.digest());

            assertThat(scene.cosign().verify(name, image.digest())).isInstanceOf(Signature.Verified.class);
            scene.ca = Optional.empty();
            assertThat(scene.cosign().verify(name, image.digest())).isInstanceOf(Signature.Unknown.class);
        }
    }

    @Test void isReadyWithProgramAndKey() throws Exception {
        assertThat(scene.cosign().ready()).isEmpty();
    }
}
