package io.jenkins.plugins.greenlight.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.gate.Outcome;
import io.jenkins.plugins.greenlight.local.Eventually;
import io.jenkins.plugins.greenlight.port.Command;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import io.jenkins.plugins.greenlight.registry.ImageName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of cosign's ends, and what it is started with; a script stands in for it. */
class CosignTest {
    private static final ImageName NAME = ImageName.parse("registry.example.com/team/shop");
    private static final ImageDigest DIGEST = new ImageDigest("sha256:" + "ab".repeat(32));
    private static final String IMAGE = NAME + "@" + DIGEST;
    private static final String CLAIM = "[{\"critical\":{\"image\":{\"docker-manifest-digest\":\"" + DIGEST
            + "\"}},\"optional\":null}]";
    @TempDir Path folder;
    private Path program;
    private SigningScene scene;

    @BeforeEach void open() throws Exception {
        program = folder.toRealPath().resolve("cosign");
        scene = new SigningScene(folder, program.toString());
        Files.writeString(scene.workspace.resolve("release.key"), "locked");
        Files.writeString(scene.workspace.resolve("release.pub"), "public");
        cosign("v2.6.5", "exit 0");
    }

    @AfterEach void nothingIsLeft() throws Exception {
        assertThat(scene.isClean()).isTrue();
    }

    /** @param does in any start but those in which it is asked about itself */
    private void cosign(String version, String... does) throws IOException {
        Files.writeString(program, "#!/bin/sh\n[ \"$1\" = version ] && { echo '{\"gitVersion\":\"" + version + "\"}'; exit 0; }\n"
                + "[ \"$2\" = --help ] && { echo \"    --trusted-root='':\"; exit 0; }\n" + String.join("\n", does) + "\n");
        program.toFile().setExecutable(true);
    }

    private Command last() {
        return scene.started.get(scene.started.size() - 1);
    }

    @Test void signsByDigestWithThePasswordInTheEnvironmentAlone() throws Exception {
        scene.annotations.put("note", "a,\"b\"");

        scene.cosign().sign(NAME, DIGEST);

        assertThat(last().argv()).containsExactly(program.toString(), "sign", "--timeout", "60000ms", "--key",
                scene.workspace.resolve("release.key").toString(), "--yes", "--tlog-upload=false", "--recursive", "--annotations",
                "\"note=a,\"\"b\"\"\"", IMAGE);
        assertThat(last().environment()).containsOnlyKeys("COSIGN_PASSWORD", "DOCKER_CONFIG").containsEntry("COSIGN_PASSWORD",
                RealCosign.PASSWORD);
        assertThat(last().timeout()).isEqualTo(Duration.ofSeconds(70));
        assertThat(scene.dockerConfigs).containsExactly("rw------- {\"auths\":{}}");
    }

    @Test void hasCosign3SignAndLookAsCosign2Does() throws Exception {
        cosign("v3.1.3", "exit 0");

        scene.cosign().sign(NAME, DIGEST);
        assertThat(last().argv()).contains("--new-bundle-format=false", "--use-signing-config=false");

        scene.cosign().verify(NAME, DIGEST);
        assertThat(last().argv()).contains("--new-bundle-format=false").doesNotContain("--use-signing-config=false");
    }

    @Test void usesPlainHttpForRegistriesThatAreNamedInsecureAlone() throws Exception {
        scene.insecure = Set.of("other.example.com");
        scene.cosign().sign(NAME, DIGEST);
        assertThat(last().argv()).doesNotContain("--allow-http-registry");

        scene.insecure = Set.of("registry.example.com");
        scene.cosign().sign(NAME, DIGEST);
        assertThat(last().argv()).contains("--allow-http-registry").doesNotContain("--allow-insecure-registry");
    }

    @Test void hasTheLogTakeAndShowSignaturesWhereThatIsWanted() throws Exception {
        scene.transparencyLog = true;

        scene.cosign().sign(NAME, DIGEST);
        assertThat(last().argv()).doesNotContain("--tlog-upload=false");

        scene.cosign().verify(NAME, DIGEST);
        assertThat(last().argv()).doesNotContain("--insecure-ignore-tlog=true", "--trusted-root");
    }

    @Test void signsKeylessWithTheTokenThatTheBuildServerGives() throws Exception {
        scene.key = Optional.empty();
        scene.variables.put("SIGSTORE_ID_TOKEN", "the-token-of-this-build");

        scene.cosign().sign(NAME, DIGEST);

        assertThat(last().argv()).doesNotContain("--key");
        assertThat(last().argv().toString()).doesNotContain("the-token-of-this-build");
        assertThat(last().environment()).containsEntry("SIGSTORE_ID_TOKEN", "the-token-of-this-build")
                .doesNotContainKey("COSIGN_PASSWORD");
    }

    @Test void holdsAKeylessSignatureAgainstWhoMustHaveSigned() throws Exception {
        cosign("v2.6.5", "echo '" + CLAIM.replace("null",
                "{\"Subject\":\"ci@example.com\",\"Issuer\":\"https://issuer.example.com\"}") + "'");
        scene.key = Optional.empty();
        scene.publicKey = Optional.empty();
        scene.identity = Optional.of("ci@example.com");
        scene.issuer = Optional.of("https://issuer.example.com");

        assertThat(scene.cosign().verify(NAME, DIGEST)).isEqualTo(new Signature.Verified("ci@example.com", 1));

        assertThat(last().argv()).containsSubsequence("--certificate-identity", "ci@example.com", "--certificate-oidc-issuer",
                "https://issuer.example.com").doesNotContain("--key", "--trusted-root");
    }

    @Test void passesOnWhatAKeyServiceNeedsAndNothingElse() throws Exception {
        scene.key = Optional.of("hashivault://release");
        scene.variables.put("VAULT_TOKEN", "token-of-the-vault");
        scene.variables.put("AWS_SECRET_ACCESS_KEY", "of-somebody-else");
        cosign("v2.6.5", "echo \"no: $VAULT_TOKEN\" >&2; exit 1");

        assertThatThrownBy(() -> scene.cosign().sign(NAME, DIGEST)).hasMessageContaining("its last words: no: ****.");

        assertThat(last().environment()).containsEntry("VAULT_TOKEN", "token-of-the-vault")
                .doesNotContainKey("AWS_SECRET_ACCESS_KEY");
        assertThat(last().argv()).containsSubsequence("--key", "hashivault://release");
    }

    @ParameterizedTest @CsvSource({"10, FAILED", "11, FAILED", "12, FAILED", "13, FAILED", "1, INCONCLUSIVE", "2, INCONCLUSIVE",
            "137, INCONCLUSIVE"})
    void takesTheExitCodeAndNotTheWordsForAnAnswer(int code, Outcome outcome) throws Exception {
        cosign("v2.6.5", "echo 'no signatures found: all is verified' >&2; exit " + code);

        assertThat(scene.cosign().verify(NAME, DIGEST).check().outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest @ValueSource(strings = {"", "not json", "{}", "[{}]"})
    void doesNotTakeAGoodEndWithoutClaimsForAGoodSignature(String output) throws Exception {
        cosign("v2.6.5", "echo '" + output + "'");

        assertThat(scene.cosign().verify(NAME, DIGEST)).isInstanceOf(Signature.Unknown.class);
    }

    @Test void refusesAGoodSignatureOfAnotherImage() throws Exception {
        cosign("v2.6.5", "echo '" + CLAIM.replace("ab", "cd") + "'");

        assertThat(scene.cosign().verify(NAME, DIGEST)).isInstanceOf(Signature.Refused.class);
    }

    @Test void hidesThePasswordInWhatItQuotes() throws Exception {
        cosign("v2.6.5", "echo \"bad password $COSIGN_PASSWORD\" >&2; exit 1");

        assertThatThrownBy(() -> scene.cosign().sign(NAME, DIGEST)).isInstanceOf(IOException.class)
                .hasMessageContaining("bad password ****").hasMessageNotContaining(RealCosign.PASSWORD);
    }

    @Test void endsACosignThatHangs() throws Exception {
        cosign("v2.6.5", "echo \"waiting with $COSIGN_PASSWORD\" >&2; sleep 600");
        scene.timeout = Duration.ofSeconds(-9); // with the grace there is, one second

        assertThatThrownBy(() -> scene.cosign().sign(NAME, DIGEST)).isInstanceOf(IOException.class)
                .hasMessageContaining("ran longer than its timeout").hasMessageNotContaining(RealCosign.PASSWORD);
    }

    @Test void leavesNothingWhenItIsInterrupted() throws Exception {
        cosign("v2.6.5", "echo begun > " + folder.resolve("begun"), "exec sleep 600");
        var end = new AtomicReference<Exception>();
        var thread = new Thread(() -> {
            try {
                scene.cosign().sign(NAME, DIGEST);
            } catch (IOException | InterruptedException e) {
                end.set(e);
            }
        });
        thread.start();
        Eventually.until("cosign was started", () -> Files.exists(folder.resolve("begun")));

        thread.interrupt();
        thread.join(30_000);

        assertThat(end.get()).isInstanceOf(InterruptedException.class);
    }

    @Test void isNotReadyWithoutCosign() throws Exception {
        Files.delete(program);

        var check = scene.cosign().ready().orElseThrow().check();

        assertThat(check.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(check.measured()).isEqualTo("cosign did not run: " + program + " was not found, or may not be run");
        assertThat(scene.cosign().verify(NAME, DIGEST)).isInstanceOf(Signature.Unknown.class);
        assertThatThrownBy(() -> scene.cosign().sign(NAME, DIGEST)).hasMessageContaining("was not signed: cosign did not run");
    }

    @ParameterizedTest @ValueSource(strings = {"v4.0.0", "1.13.0"})
    void isNotReadyWithAnotherGenerationOfCosign(String version) throws Exception {
        cosign(version, "exit 0");

        assertThat(scene.cosign().ready().orElseThrow().message()).isEqualTo(program + " is cosign " + version);
    }

    @Test void isReadyWithACosignThatSomebodyBuiltHimself() throws Exception {
        cosign("devel", "exit 0");

        assertThat(scene.cosign().ready()).isEmpty();
    }

    @Test void isNotReadyWithSomethingElseThanCosign() throws Exception {
        Files.writeString(program, "#!/bin/sh\necho nothing of the kind >&2; exit 3\n");

        assertThat(scene.cosign().ready().orElseThrow().message()).contains("is not cosign", "exit code 3",
                "nothing of the kind");
    }

    @Test void isNotReadyWithoutItsKey() throws Exception {
        Files.delete(scene.workspace.resolve("release.key"));

        assertThat(scene.cosign().ready().orElseThrow().message())
                .isEqualTo("image.signing.key is release.key, and there is no key "
                + scene.workspace.resolve("release.key") + " that can be read");
    }

    @Test void isNotReadyWithoutThePasswordThatIsToUnlockTheKey() throws Exception {
        scene.variables.remove("KEY_PASSWORD");

        assertThat(scene.cosign().ready().orElseThrow().message()).startsWith("image.signing.password: ${KEY_PASSWORD} names");
    }

    @Test void isNotReadyKeylessWithoutAToken() throws Exception {
        scene.key = Optional.empty();

        assertThat(scene.cosign().ready().orElseThrow().message())
                .isEqualTo("image.signing names no key, and SIGSTORE_ID_TOKEN is not set");
    }

    @Test void doesNotTakeASignatureByJustAnybody() throws Exception {
        scene.key = Optional.empty();
        scene.publicKey = Optional.empty();

        assertThat(scene.cosign().verify(NAME, DIGEST).check().measured())
                .isEqualTo("image.signing does not say who must have signed");
        assertThat(scene.started).filteredOn(command -> command.argv().contains("verify")).isEmpty();
    }

    @Test void attestsWithTheNameThatCosignHasForIt() throws Exception {
        var file = Files.writeString(folder.resolve("bom.json"), "{}");

        scene.cosign().attest(NAME, DIGEST, Predicate.VULNERABILITIES, file);

        assertThat(last().argv()).containsSubsequence(List.of("attest", "--replace", "--type", "vuln", "--predicate",
                file.toString(), IMAGE));
    }
}
