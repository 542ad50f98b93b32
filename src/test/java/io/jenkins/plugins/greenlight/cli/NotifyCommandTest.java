package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.parse.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotifyCommandTest {
    @TempDir Path workspace;

    private void config(String text) throws IOException {
        Files.writeString(workspace.resolve("greenlight.yaml"), "version: 1\napp: shop\n" + text);
    }

    private Console inconclusiveRun() throws IOException {
        config("security: {reports: [missing.xml], checks: [\"critical == 0\"]}\nnotification: {outbox: outbox}\n");
        return Console.run("security", "-w", workspace.toString(), "--nonce", "n-1");
    }

    @Test void tellsHowAnEarlierRunEnded() throws Exception {
        assertThat(inconclusiveRun().exitCode()).isEqualTo(11);

        var console = Console.run("notify", "-w", workspace.toString());

        assertThat(console.exitCode()).isZero();
        assertThat(console.output()).contains("INCONCLUSIVE (exit 11)").contains("notify: outbox: told");
        try (var messages = Files.list(workspace.resolve("outbox"))) {
            assertThat(messages).singleElement().satisfies(message ->
                    assertThat(Files.readString(message)).contains("\"ending\" : \"INCONCLUSIVE\""));
        }
    }

    @Test void warnsOfAChannelThatCannotBeTold() throws Exception {
        inconclusiveRun();
        Files.writeString(workspace.resolve("outbox"), "in the way");

        var console = Console.run("notify", "-w", workspace.toString());

        assertThat(console.exitCode()).isZero();
        assertThat(console.output()).contains("WARNING: notify: outbox: not told");
    }

    @Test void tellsAProgramWhoWasToldAndWhoWasNot() throws Exception {
        inconclusiveRun();
        Files.writeString(workspace.resolve("outbox"), "in the way");

        var console = Console.run("notify", "-w", workspace.toString(), "--json");

        var channels = Json.read(console.output(), "who was told").get("channels").items();
        assertThat(channels).anySatisfy(channel -> {
            assertThat(channel.get("name").text()).isEqualTo("outbox");
            assertThat(channel.get("outcome").text()).isEqualTo("WARNED");
        });
        assertThat(console.errors()).contains("WARNING: notify: outbox: not told");
    }

    @Test void warnsOfASecretThatIsNotThereAndTellsTheOthers() throws Exception {
        inconclusiveRun();
        config("notification: {outbox: outbox, slack: {url: \"${file:" + workspace.resolve("none") + "}\"}}\n");

        var console = Console.run("notify", "-w", workspace.toString());

        assertThat(console.exitCode()).isZero();
        assertThat(console.output()).contains("notify: outbox: told", "WARNING: notify: slack: not told: ${file:" + workspace.resolve("none")
                + "} names a file that is not there.", "greenlight notify");
    }

    @Test void repeatsNoSecretThatStandsInTheFile() throws Exception {
        inconclusiveRun();
        config("notification: {slack: {url: \"https://hooks.slack.com/services/T/B/s3cret\"}}\n");

        var console = Console.run("notify", "-w", workspace.toString());

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.errors()).contains("greenlight.yaml:3:", "notification.slack.url", "${SLACK_WEBHOOK}").doesNotContain("s3cret");
        assertThat(console.output()).doesNotContain("s3cret");
    }

    @Test void needsAReport() throws Exception {
        config("notification: {outbox: outbox}\n");

        var console = Console.run("notify", "-w", workspace.toString());

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.errors()).contains("There is no report at").contains("--report");
    }

    @Test void tellsOfSeveralRunsAsOfOneDelivery() throws Exception {
        config("security: {reports: [missing.xml], checks: [\"critical == 0\"]}\n"
                + "coverage: {reports: [missing.xml], checks: [\"line >= 80%\"], onMissing: warn}\nnotification: {outbox: outbox}\n");
        Console.run("coverage", "-w", workspace.toString(), "--nonce", "n-1", "--out", "a", "--commit", "abc");
        Console.run("security", "-w", workspace.toString(), "--nonce", "n-2", "--out", "b");

        var console = Console.run("notify", "-w", workspace.toString(), "--report", "a/report.json", "--report", "b/report.json");

        assertThat(console.exitCode()).isZero();
        assertThat(console.output()).contains("commit abc").containsSubsequence("INCONCLUSIVE  Security scan", "WARNED        Coverage gate",
                "INCONCLUSIVE (exit 11)");
        try (var messages = Files.list(workspace.resolve("outbox"))) {
            assertThat(messages).singleElement().satisfies(message -> assertThat(message.toString()).endsWith("-n-2.json"));
        }
        assertThat(Console.run("notify", "-w", workspace.toString(), "--report", "a/report.json", "--report", "c/report.json").exitCode())
                .as("one of them is not there").isEqualTo(2);
    }

    @Test void readsNothingButAReport() throws Exception {
        config("notification: {outbox: outbox}\n");
        Files.writeString(workspace.resolve("other.json"), "{\"nonce\": \"x\"}");

        var console = Console.run("notify", "-w", workspace.toString(), "--report", "other.json");

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.errors()).contains("other.json is no report of this engine");
    }

    @Test void isToldByAnOverlayWhomToTell() throws Exception {
        inconclusiveRun();
        Files.delete(workspace.resolve("greenlight.yaml"));
        Files.writeString(workspace.resolve("with.json"), "{\"notification\": {\"outbox\": \"elsewhere\"}}");

        var console = Console.run("notify", "-w", workspace.toString(), "--with", "with.json", "--app", "shop");

        assertThat(console.exitCode()).isZero();
        assertThat(workspace.resolve("elsewhere")).isNotEmptyDirectory();
    }

    @Test void needsToKnowWhomToTell() throws Exception {
        config("");

        var console = Console.run("notify", "-w", workspace.toString());

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.errors()).contains("no section notification");
    }
}
