package io.jenkins.plugins.greenlight.stage.image.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.docker.PrivateDocker;
import io.jenkins.plugins.greenlight.oci.Platform;
import io.jenkins.plugins.greenlight.stage.StageException;
import io.jenkins.plugins.greenlight.stage.image.docker.context.BuildContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stops a build says what, where and what to do, and leaves nothing on the engine. */
class DockerBuilderProblemsTest {
    @TempDir Path folder;
    private EngineWork work;

    @BeforeEach void anEngine() throws Exception {
        work = new EngineWork(Files.createDirectories(folder.resolve("w")), PrivateDocker.ready().host());
    }

    private void fails(String... words) throws Exception {
        var before = work.all();

        assertThatThrownBy(() -> work.build()).isInstanceOf(StageException.class).hasMessageStartingWith("The image work was not built: ")
                .hasMessageContainingAll(words);

        assertThat(work.all()).isEqualTo(before);
        assertThat(work.outside()).isDirectoryNotContaining("glob:**.tar");
    }

    @Test void namesTheLineOfAProgramThatFails() throws Exception {
        work.dockerfile("# a comment", "FROM scratch", "COPY busybox \\", "   # in between", "", "   /bin/sh", "RUN echo before; \\", "    exit 3");

        fails("Dockerfile:7: RUN echo before;", "returned a non-zero code: 3. Expected it to end with 0. What it printed is in the log above.");
        assertThat(work.log.lines).contains("before");
    }

    @Test void namesTheLineOfACopyOfWhatIsNotThere() throws Exception {
        work.dockerfile("FROM scratch", "COPY busybox /a", "", "COPY missing.txt /x");

        fails("Dockerfile:4: COPY missing.txt /x: COPY failed: file not found in build context", "Expected this step to succeed.");
    }

    @Test void namesTheLineThatIsNoInstruction() throws Exception {
        work.dockerfile("FROM scratch", "", "COPPY a b");

        fails("could not build work from Dockerfile: dockerfile parse error line 3: unknown instruction: COPPY (status 400).",
                "Expected a Dockerfile that it can read. Correct Dockerfile where it says.");
    }

    @Test void saysThatThereIsNoDockerfile() throws Exception {
        work.file = "build/Dockerfile";

        fails("There is no Dockerfile build/Dockerfile in ", "Correct image.build.dockerfile");
    }

    @Test void saysThatThereIsNoContext() throws Exception {
        work.dockerfile("FROM scratch").context = "target/app";

        fails("The build context target/app is no folder in ", "Correct image.build.context");
    }

    @Test void saysThatThereIsNoSuchStage() throws Exception {
        work.dockerfile("FROM scratch AS one", "COPY busybox /a").target = "two";

        fails("failed to reach build target two");
    }

    @Test void refusesAContextOrDockerfileThatALinkLeadsOutOfTheWorkspace() throws Exception {
        Files.createDirectories(work.outside());
        Files.writeString(work.outside().resolve("Dockerfile"), "FROM scratch\n");
        Files.createSymbolicLink(work.root.resolve("away"), work.outside());
        work.dockerfile("FROM scratch").context = "away";
        fails("away leads out of the workspace, to ", "Change image.build.context.");

        work.context = ".";
        work.file = "away/Dockerfile";
        fails("away/Dockerfile leads out of the workspace, to ", "Change image.build.dockerfile.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"NPM_TOKEN|x|argument NPM_TOKEN sounds like a secret", "apiKey|x|argument apiKey sounds like a secret",
        "DB|postgres://me:pass@db/x|argument DB looks like an address with a password", "A|-----BEGIN RSA PRIVATE KEY-----|looks like a private key",
        "A|ghp_0123456789abcdefghij0123456789|looks like a token of GitHub"})
    void refusesSecretsBeforeAnythingIsBuiltAndShowsTheRightWay(String name, String value, String words) throws Exception {
        work.args = Map.of(name, value);

        fails(words, "builder: buildx", "image.buildx.secrets", "RUN --mount=type=secret");
        assertThatThrownBy(() -> work.build()).message().doesNotContain(value.length() > 1 ? value : "=" + value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"RUN --mount=type=cache,target=/x true|RUN --mount", "COPY --chmod=755 busybox /x|COPY --chmod",
        "COPY <<EOF /x|a heredoc (<<EOF)", "RUN cat <<-'END'|a heredoc (<<-'END')", "ADD --checksum=sha256:1 a b|ADD --checksum"})
    void namesTheLineThatTakesBuildKit(String line, String words) throws Exception {
        work.dockerfile("FROM scratch", "COPY busybox /a", line);

        fails("Dockerfile:3 has " + words + ".", "this takes BuildKit. Use builder: buildx");
    }

    @Test void refusesSeveralPlatforms() throws Exception {
        work.platforms = List.of(Platform.of("linux/amd64"), Platform.of("linux/arm64"));

        fails("builder: docker builds for one platform", "builder: jib", "builder: buildx");
    }

    @Test void namesTheLineOfAnIgnoreFileThatIsNoPattern() throws Exception {
        work.dockerfile("FROM scratch", "COPY . /").write(".dockerignore", "# none\n*.log\na[\n");

        fails(".dockerignore:3 is \"a[\": a [ that is not closed", "Correct the line.");
    }

    @Test void namesTheFileThatThisUserCannotReadOrThatGrows() throws Exception {
        work.dockerfile("FROM scratch", "COPY . /");
        Files.writeString(work.root.resolve("zz-grows"), "1");
        var context = BuildContext.of(new io.jenkins.plugins.greenlight.stage.image.build.Dockerfile("Dockerfile", ".", Map.of(), "", List.of(), false),
                work.ports().workspace(), work.log);
        Files.writeString(work.root.resolve("zz-grows"), "12");

        assertThatThrownBy(() -> context.open().readAllBytes()).hasMessageContaining("zz-grows changed while it was sent: it had 1 bytes and has more now");
        Files.writeString(work.root.resolve("zz-grows"), "");
        assertThatThrownBy(() -> context.open().readAllBytes()).hasMessageContaining("has less now. Expected files that nobody writes");
        Files.delete(work.root.resolve("zz-grows"));
        assertThatThrownBy(() -> context.open().readAllBytes()).hasMessageContaining("zz-grows cannot be read");
    }

    @Test void saysThatThereIsNoEngine() throws Exception {
        var nowhere = new EngineWork(Files.createDirectories(folder.resolve("n")), "unix://" + folder + "/none");
        nowhere.dockerfile("FROM scratch", "COPY busybox /a");

        assertThatThrownBy(() -> nowhere.build()).isInstanceOf(StageException.class).hasMessageContaining("the socket " + folder + "/none does not exist");
    }
}
