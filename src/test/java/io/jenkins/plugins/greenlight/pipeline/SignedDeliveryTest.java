package io.jenkins.plugins.greenlight.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.gate.Outcome;
import io.jenkins.plugins.greenlight.registry.PrivateRegistry;
import io.jenkins.plugins.greenlight.report.Ending;
import io.jenkins.plugins.greenlight.report.StageResult;
import io.jenkins.plugins.greenlight.signing.RealCosign;
import io.jenkins.plugins.greenlight.stage.StageId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a real cosign and a real registry: what is deployed must be signed. */
@Tag("slow")
class SignedDeliveryTest {
    @TempDir private static Path keys;
    private static PrivateRegistry registry;
    private static int images;
    @TempDir Path folder;
    private Delivery delivery;
    private String digest;
    private String repository;

    @BeforeAll static void start() throws Exception {
        RealCosign.makeKey(keys, "release");
        RealCosign.makeKey(keys, "other");
        registry = PrivateRegistry.plain();
    }

    @AfterAll static void stop() {
        if (registry != null) {
            registry.close();
        }
    }

    @BeforeEach void anotherJobPushedIt() throws Exception {
        delivery = new Delivery(folder);
        delivery.staging.deploy(1);
        delivery.production.deploy(1);
        repository = registry.host() + "/team/signed-" + ++images;
        delivery.sections.put(StageId.IMAGE, image(""));
        assertThat(delivery.run(EnumSet.of(StageId.IMAGE))).isZero();
        digest = delivery.report().digest().orElseThrow();
        delivery.sections.put(StageId.IMAGE, image(", signing: {program: " + RealCosign.program() + ", publicKey: "
                + keys.resolve("release.pub")
                + ", transparencyLog: false}"));
    }

    @AfterEach void end() {
        delivery.close();
    }

    private String image(String signing) {
        return "image: {name: shop, files: {run: app/run}, entrypoint: [app/run], push: {repository: \"" + repository
                + "\"}, registry: {insecure: [\"" + registry.host() + "\"], attempts: 1}" + signing + "}";
    }

    private void sign(String key) throws Exception {
        RealCosign.run(keys, "sign", "--key", key, "--tlog-upload=false", "--yes", repository + "@" + digest);
    }

    private int deploy(StageId stage) throws IOException {
        return delivery.run(EnumSet.of(stage), "--digest", digest, "--release", "r2");
    }

    private StageResult only() throws IOException {
        assertThat(delivery.report().stages()).hasSize(1);
        return delivery.report().stages().get(0);
    }

    private Check signature() throws IOException {
        return only().verdict().checks().stream().filter(check -> check.name().equals("signature")).findFirst().orElseThrow();
    }

    /** Of the release that was there before, alone. */
    private void assertNothingWasTouched() {
        assertThat(delivery.production.runtime.started).hasSize(1);
        assertThat(delivery.production.runtime.accepted).hasSize(1);
        assertThat(delivery.production.runtime.stopped).isEmpty();
    }

    @Test void deploysWhatIsSigned() throws Exception {
        sign("release.key");

        assertThat(deploy(StageId.PRODUCTION)).isZero();

        assertThat(only().ending()).isEqualTo(Ending.DELIVERED);
        assertThat(only().verdict().checks()).extracting(Check::name).containsExactly("signature", "production");
        assertThat(signature()).isEqualTo(Check.passed("signature", "signed by the key " + keys.resolve("release.pub"),
                "a good signature"));
    }

    @Test void signsWhatItBuildsAndDeploysItInTheSameRun() throws Exception {
        var password = Files.writeString(folder.resolve("password"), RealCosign.PASSWORD);
        delivery.write("run", "#!/bin/sh\n# another image than the one before\n");
        delivery.sections.put(StageId.IMAGE, image(", signing: {program: " + RealCosign.program() + ", key: "
                + keys.resolve("release.key")
                + ", password: \"${file:" + password + "}\", publicKey: " + keys.resolve("release.pub")
                        + ", transparencyLog: false}"));

        assertThat(delivery.run(EnumSet.of(StageId.IMAGE, StageId.PRODUCTION), "--release", "r2")).isZero();

        assertThat(delivery.report().digest().orElseThrow()).isNotEqualTo(digest);
        assertThat(delivery.report().stages()).extracting(StageResult::id).containsExactly(StageId.IMAGE, StageId.PRODUCTION);
        assertThat(delivery.report().stages().get(1).verdict().checks()).extracting(Check::name).containsExactly("signature",
                "production");
        assertThat(String.join("\n", delivery.said)).doesNotContain(RealCosign.PASSWORD);
        assertThat(Files.readString(delivery.reportFile())).doesNotContain(RealCosign.PASSWORD);
    }

    @Test void deploysNothingThatNobodySigned() throws Exception {
        assertThat(deploy(StageId.PRODUCTION)).isEqualTo(Ending.GATE_FAILED.exitCode());

        assertThat(signature().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(signature().measured()).isEqualTo("nobody has signed " + repository + "@" + digest);
        assertThat(only().report().orElseThrow().summary()).isEqualTo("Nothing was done: nobody has signed " + repository + "@"
                + digest + ".");
        assertNothingWasTouched();
    }

    @Test void deploysNothingThatAnotherKeySigned() throws Exception {
        sign("other.key");

        assertThat(deploy(StageId.PRODUCTION)).isEqualTo(Ending.GATE_FAILED.exitCode());

        assertThat(signature().outcome()).isEqualTo(Outcome.FAILED);
        assertNothingWasTouched();
    }

    @Test void letsNothingUnsignedIntoStagingEither() throws Exception {
        assertThat(deploy(StageId.STAGING)).isEqualTo(Ending.GATE_FAILED.exitCode());

        assertThat(delivery.staging.runtime.started).hasSize(1);
    }

    @Test void deploysNothingWhereThereIsNoCosign() throws Exception {
        sign("release.key");
        delivery.sections.put(StageId.IMAGE, image(", signing: {program: " + folder.resolve("no/cosign") + ", publicKey: "
                + keys.resolve("release.pub") + ", transparencyLog: false}"));

        assertThat(deploy(StageId.PRODUCTION)).isEqualTo(Ending.INCONCLUSIVE.exitCode());

        assertThat(signature().measured()).startsWith("cosign did not run: ");
        assertNothingWasTouched();
    }

    @Test void deploysNothingWhileNobodyCanSayWhoSigned() throws Exception {
        sign("release.key");
        registry.stop();
        try {
            assertThat(deploy(StageId.PRODUCTION)).isEqualTo(Ending.INCONCLUSIVE.exitCode());
        } finally {
            registry.start();
        }

        assertThat(signature().measured()).contains("could not be looked at", "nothing accepts connections at "
                + registry.host());
        assertNothingWasTouched();
    }

    @Test void refusesAnImageThatIsNotInTheRegistry() throws Exception {
        digest = "sha256:" + "ab".repeat(32);

        assertThat(deploy(StageId.PRODUCTION)).isEqualTo(Ending.GATE_FAILED.exitCode());

        assertThat(signature().measured()).contains("is not in the registry");
        assertNothingWasTouched();
    }

    @Test void asksForNoSignatureWhereThatIsSwitchedOff() throws Exception {
        delivery.sections.put(StageId.IMAGE, image(", signing: {program: /no/cosign, publicKey: " + keys.resolve("release.pub")
                + ", verify: false}"));

        assertThat(deploy(StageId.PRODUCTION)).isZero();

        assertThat(only().verdict().checks()).extracting(Check::name).containsExactly("production");
    }

    @Test void leavesNothingOfItsLookBehind() throws Exception {
        sign("release.key");

        deploy(StageId.PRODUCTION);

        try (var files = Files.walk(folder.resolve("workspace/target"))) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.startsWith("docker-config-"));
        }
    }
}
