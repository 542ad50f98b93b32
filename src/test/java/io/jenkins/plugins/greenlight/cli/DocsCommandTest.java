package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.jenkins.plugins.greenlight.config.ConfigReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DocsCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    private int docs(String... args) {
        var all = new String[args.length + 1];
        all[0] = "docs";
        System.arraycopy(args, 0, all, 1, args.length);
        return Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(errors, true)).execute(all);
    }

    @Test void printsAnExampleThatCanBeRead() throws Exception {
        assertThat(docs()).isZero();

        assertThat(ConfigReader.read(out.toString(), "the example").production()).isPresent();
        assertThat(out.toString()).startsWith("# greenlight.yaml: how this application gets from a commit to its users.");
    }

    @Test void printsWhatThereIsToKnowOfOneKey() {
        assertThat(docs("production.watch.interval")).isZero();

        assertThat(out).hasToString("""
                production.watch.interval
                  Between two looks; at most the duration.

                  Type      duration
                  Default   250ms
                  Example   interval: 250ms
                """);
    }

    @Test void printsTheKeysBelowASection() {
        assertThat(docs("production.slots")).isZero();

        assertThat(out).hasToString("""
                production.slots
                  Where the two releases listen, on 127.0.0.1.

                  Type      two ports
                  Required  yes
                  Example   slots: {blue: 18081, green: 18082}

                  blue: port, 1 to 65535, required
                      Of the blue slot.
                  green: port, 1 to 65535, required
                      Of the green slot.
                """);
    }

    @Test void findsKeysInListsAndUnderNamesOfOnesOwn() {
        assertThat(docs("loadTest.requests[0].method")).isZero();
        assertThat(docs("loadTest.requests.body")).isZero();
        assertThat(docs("staging.watch.prometheus.queries.latency.unit")).isZero();

        assertThat(out.toString()).contains("loadTest.requests[].method\n", "loadTest.requests[].body\n",
                "staging.watch.prometheus.queries.NAME.unit\n", "Type      ms | s | % | count | /s | MiB\n");
    }

    @Test void namesTheNearestOfAKeyThatIsNone() {
        assertThat(docs("production.wach")).isEqualTo(2);
        assertThat(docs("drainTimeout")).isEqualTo(2);
        assertThat(docs("")).isEqualTo(2);

        assertThat(errors.toString().lines()).startsWith("greenlight: There is no key \"production.wach\" in greenlight.yaml."
                + " Did you mean \"production.watch\"? Expected one such as production.watch; greenlight docs --markdown lists all of them.",
                "BAD_INPUT (exit code 2)").anyMatch(line -> line.contains("Did you mean \"production.drainTimeout\"?"));
        assertThat(out.toString()).isEmpty();
    }

    @Test void printsTheSchemaForEditors() {
        assertThat(docs("--schema")).isZero();

        var schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(out.toString());
        assertThat(schema.validate("{\"version\": 1, \"app\": \"shop\"}", InputFormat.JSON)).isEmpty();
        assertThat(schema.validate("{\"version\": 2, \"app\": \"shop\"}", InputFormat.JSON)).isNotEmpty();
    }

    @Test void printsThePageThatLiesInTheDocuments() throws Exception {
        assertThat(docs("--markdown")).isZero();

        assertThat(Files.readString(Path.of("docs/configuration-reference.md")))
                .as("Renew it: ./greenlight docs --markdown > docs/configuration-reference.md").isEqualTo(out.toString());
    }

    @Test void takesOneQuestionAtATime() {
        assertThat(docs("--schema", "--markdown")).isEqualTo(2);
        assertThat(docs("--schema", "production")).isEqualTo(2);
    }
}
