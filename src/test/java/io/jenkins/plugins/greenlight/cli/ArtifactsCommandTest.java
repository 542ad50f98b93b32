package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.parse.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactsCommandTest {
    private static final String LIST = "target/greenlight/report/artifacts.json";

    @TempDir Path folder;
    private Path workspace;

    @BeforeEach void oneRun() throws Exception {
        workspace = Files.createDirectories(folder.resolve("workspace"));
        Files.createDirectories(workspace.resolve("target"));
        Files.writeString(workspace.resolve("greenlight.yaml"), "version: 1\napp: shop\nsecurity: {reports: [target/scan.sarif],"
                + " checks: [\"critical == 0\"]}\nnotification: {outbox: outbox}\n");
        Files.writeString(workspace.resolve("target/scan.sarif"),
                "{\"version\": \"2.1.0\", \"runs\": [{\"tool\": {\"driver\": {\"name\": \"Scanner\"}}, \"results\": []}]}");
        assertThat(Console.run("run", "-w", workspace.toString(), "--nonce", "n-1").exitCode()).isZero();
    }

    private Console verify(String... more) {
        var args = new ArrayList<>(List.of("artifacts", "verify", "-w", workspace.toString()));
        args.addAll(List.of(more));
        return Console.run(args.toArray(String[]::new));
    }

    private void edit(String from, String to) throws IOException {
        var before = Files.readString(workspace.resolve(LIST));
        var after = before.replace(from, to);
        assertThat(after).isNotEqualTo(before);
        Files.writeString(workspace.resolve(LIST), after);
    }

    @Test void holdsWhileNothingWasTouched() {
        var console = verify();

        assertThat(console.output()).containsPattern("ok +security +target/scan.sarif").containsPattern("ok +notify +outbox/")
                .containsPattern("ok +report +report.html").containsPattern("ok +report +report.json")
                .contains("The 7 files of the run of shop that ended DELIVERED at ").doesNotContain("WARNING");
        assertThat(console.exitCode()).isZero();
    }

    @Test void findsAChangedByteOfTheSameLength() throws Exception {
        var scan = workspace.resolve("target/scan.sarif");
        Files.writeString(scan, Files.readString(scan).replace("Scanner", "Sc4nner"));

        var console = verify();

        assertThat(console.output()).containsPattern("changed +security +target/scan.sarif")
                .contains("1 of 7 files of the run of shop").contains("or run again");
        assertThat(console.exitCode()).isEqualTo(10);
    }

    @Test void tellsAProgramWhatBecameOfEachFile() throws Exception {
        Files.delete(workspace.resolve("target/scan.sarif"));

        var console = verify("--json");

        assertThat(console.exitCode()).isEqualTo(10);
        var files = Json.read(console.output(), "files").get("files").items();
        assertThat(files).hasSize(7).allSatisfy(file -> assertThat(file.get("sha256").text()).hasSize(64));
        assertThat(files).anySatisfy(file -> {
            assertThat(file.get("path").text()).isEqualTo("target/scan.sarif");
            assertThat(file.get("root").text()).isEqualTo("workspace");
            assertThat(file.get("state").text()).isEqualTo("missing");
        });
        assertThat(files.stream().filter(file -> file.get("state").text().equals("ok"))).hasSize(6);
        assertThat(console.errors()).contains("1 of 7 files");
        var listed = Json.read(Console.run("artifacts", "list", "-w", workspace.toString(), "--json").output(), "list");
        assertThat(listed.get("files").items()).hasSize(7).allSatisfy(file -> assertThat(file.find("state")).isEmpty());
    }

    @Test void printsTheEndAloneWhenAskedToBeQuiet() {
        assertThat(verify("--quiet").output().strip().lines()).singleElement().asString().startsWith("The 7 files of the run of shop");
    }

    @Test void findsAnotherReportAndAMissingFile() throws Exception {
        Files.writeString(workspace.resolve("target/greenlight/report/report.html"), "another", StandardOpenOption.APPEND);
        Files.delete(workspace.resolve("target/scan.sarif"));

        var console = verify("target/greenlight/report");

        assertThat(console.output()).containsPattern("changed +report +report.html")
                .containsPattern("missing +security +target/scan.sarif").contains("2 of 7 files");
        assertThat(console.exitCode()).isEqualTo(10);
    }

    @Test void readsNothingOutsideTheWorkspaceAndNoPipe() throws Exception {
        var scan = workspace.resolve("target/scan.sarif");
        Files.move(scan, folder.resolve("moved.sarif"));
        Files.createSymbolicLink(scan, folder.resolve("moved.sarif"));
        assertThat(verify().output()).containsPattern("leads out +security +target/scan.sarif");

        Files.delete(scan);
        assertThat(new ProcessBuilder("mkfifo", scan.toString()).start().waitFor()).isZero();
        assertThat(verify().output()).containsPattern("not a regular file +security +target/scan.sarif");

        Files.delete(scan);
        Files.createSymbolicLink(scan, folder.resolve("nowhere"));
        var dangling = verify();
        assertThat(dangling.output()).containsPattern("missing +security +target/scan.sarif");
        assertThat(dangling.exitCode()).isEqualTo(10);
    }

    @Test void followsALinkThatStaysInside() throws Exception {
        var scan = workspace.resolve("target/scan.sarif");
        Files.move(scan, workspace.resolve("moved.sarif"));
        Files.createSymbolicLink(scan, Path.of("../moved.sarif"));

        assertThat(verify().exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret", "/etc/hostname", "target/../../secret"})
    void refusesAListThatNamesFilesElsewhere(String path) throws Exception {
        Files.writeString(folder.resolve("secret"), "secret");
        edit("target/scan.sarif", path);

        var console = verify();

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.errors())
                .contains("The path \"" + path + "\" is none in the workspace. Expected a relative one without");
        assertThat(console.output()).isEmpty();
    }

    @Test void isBadInputWithoutAListItCanRead() throws Exception {
        assertThat(verify("nowhere").errors()).contains("There is no ")
                .contains("nowhere/artifacts.json. Expected the list that a run leaves");
        Files.writeString(workspace.resolve(LIST), "{}");
        assertThat(verify().errors()).contains("No list of artifacts: ").contains(LIST);
        Files.write(workspace.resolve(LIST), new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThat(verify().errors()).contains("is no UTF-8 text");
        Files.write(workspace.resolve(LIST), new byte[32 * 1024 * 1024 + 1]);
        var tooLong = verify();
        assertThat(tooLong.errors()).contains("is larger than 32 MiB");
        assertThat(tooLong.exitCode()).isEqualTo(2);
    }

    @Test void printsTheListAndNoTerminalCode() throws Exception {
        edit("application/sarif+json", "text/\\u001b[2Jx");

        var console = Console.run("artifacts", "list", "-w", workspace.toString());

        assertThat(console.output()).containsPattern("[0-9a-f]{64} +[0-9]+  security +text/\u241b\\[2Jx +target/scan.sarif")
                .containsPattern("report +application/json +report.json").doesNotContain("\u001b");
        assertThat(console.exitCode()).isZero();
    }
}
