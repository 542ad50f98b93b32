package io.jenkins.plugins.greenlight.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyReaderTest {
    private static List<String> problems(String text) {
        var refused = catchThrowableOfType(ConfigException.class, () -> PolicyReader.read(text, "policy.yaml"));
        return refused.problems().stream().map(ConfigProblem::toString).toList();
    }

    @Test void restrictsNothingThatItDoesNotName() throws Exception {
        var policy = PolicyReader.read("version: 1\n", "policy.yaml");

        assertThat(policy.floors()).isEmpty();
        assertThat(policy.allowed()).isEmpty();
        assertThat(policy.required()).isEmpty();
        assertThat(policy.config()).isEmpty();
    }

    @Test void tellsAnEmptyListFromNone() throws Exception {
        var policy = PolicyReader.read("version: 1\nhosts: []\n", "policy.yaml");

        assertThat(policy.allowed()).containsOnlyKeys(Demand.Kind.HOST);
        assertThat(policy.allowed().get(Demand.Kind.HOST).names()).isEmpty();
    }

    @Test void readsEveryKey() throws Exception {
        var policy = PolicyReader.read("""
                version: 1
                floors:
                  security: {checks: ["critical == 0"], allowObserve: true, allowWarn: true}
                  coverage: {checks: ["line >= 80%", "branch >= 60%"]}
                  loadTest: {checks: ["p95 < 0.5 s"]}
                  staging: {watch: {checks: ["errors < 5%"]}}
                  production: {watch: {checks: ["errors < 2%"], duration: 2m, minSamples: 100}}
                required: [security, loadTest]
                allowSeparate: true
                commands: [psql, /usr/bin/pg_dump]
                hosts: [db.example.org, "prom.example.org:9090", "*.example.com", "unix:///var/run/docker.sock", "[::1]:80"]
                secrets: [db-password, token@3, SLACK_TOKEN]
                folders: [/var/lib/greenlight]
                variables: [PGHOST]
                config: /etc/greenlight/untrusted.yaml
                """, "policy.yaml");

        assertThat(policy.floors()).containsOnlyKeys("security", "coverage", "loadTest", "staging.watch", "production.watch");
        assertThat(policy.floors().get("security").allowObserve()).isTrue();
        assertThat(policy.floors().get("coverage").allowWarn()).isFalse();
        assertThat(policy.floors().get("coverage").limits()).hasSize(2);
        assertThat(policy.floors().get("production.watch").duration()).contains(Duration.ofMinutes(2));
        assertThat(policy.floors().get("production.watch").minSamples()).contains(100);
        assertThat(policy.required()).containsExactly("security", "loadTest");
        assertThat(policy.allowSeparate()).isTrue();
        assertThat(policy.allowed()).containsOnlyKeys(Demand.Kind.values());
        assertThat(policy.config()).contains(Path.of("/etc/greenlight/untrusted.yaml"));
    }

    @Test void saysEverythingThatIsWrongAtOnce() {
        assertThat(problems("""
                floors:
                  coverage: {checks: ["lines >= 80%", "line >= 80 ms", high], alowWarn: true}
                  production: {watch: {duration: 30, minSamples: 0, checks: ["latency < 1 s"]}}
                  staging: {checks: ["errors < 1%"]}
                required: [securty]
                commands: [bin/sh, "a b", 5]
                hosts: ["http://example.org"]
                secrets: ["../x"]
                folders: [var]
                variables: ["A=B"]
                config: greenlight.yaml
                host: []
                """)).satisfiesExactly(
                p -> assertThat(p).startsWith("policy.yaml:1:1: the file has no \"version\""),
                p -> assertThat(p).contains("2:23: floors.coverage.checks[0]").contains("Did you mean \"line\"?"),
                p -> assertThat(p).contains("floors.coverage.checks[1]").contains("measured in %"),
                p -> assertThat(p).contains("floors.coverage.checks[2]").contains("is not a threshold"),
                p -> assertThat(p).contains("unknown key \"alowWarn\"").contains("Did you mean \"allowWarn\"?"),
                p -> assertThat(p).contains("4:13: floors.staging has the unknown key \"checks\""),
                p -> assertThat(p).contains("floors.production.watch.checks[0]").contains("unknown measure \"latency\""),
                p -> assertThat(p).contains("floors.production.watch.duration is the number 30"),
                p -> assertThat(p).contains("floors.production.watch.minSamples is the number 0"),
                p -> assertThat(p).contains("required[0]").contains("Did you mean \"security\"?"),
                p -> assertThat(p).contains("commands[0]"), p -> assertThat(p).contains("commands[1]"), p -> assertThat(p).contains("commands[2]"),
                p -> assertThat(p).contains("hosts[0]").contains("Expected a host such as"),
                p -> assertThat(p).contains("secrets[0]"), p -> assertThat(p).contains("folders[0]"),
                p -> assertThat(p).contains("variables[0]"), p -> assertThat(p).contains("config is the text \"greenlight.yaml\""),
                p -> assertThat(p).contains("12:1: the file has the unknown key \"host\". Did you mean \"hosts\"?"));
    }

    @Test void readsTheExampleOfItsPageWhichNamesEveryKey() throws Exception {
        var page = Files.readString(Path.of("docs/policy.md"));
        var example = page.substring(page.indexOf("```yaml\n") + 8, page.indexOf("```\n\n## Keys"));

        var policy = PolicyReader.read(example, "policy.yaml");

        assertThat(policy.floors()).containsOnlyKeys("security", "coverage", "loadTest", "production.watch");
        assertThat(policy.allowed()).containsOnlyKeys(Demand.Kind.values());
        assertThat(policy.suppressions().maximumDays()).hasValue(90);
        for (var key : List.of("version", "required", "allowSeparate", "commands", "variables", "hosts", "secrets", "folders", "suppressions.severities",
                "suppressions.maximumDays", "config")) {
            assertThat(page).contains("| `" + key + "` |");
        }
    }

    @Test void takesNothingForAList() {
        assertThat(problems("version: 1\nhosts:\n")).singleElement().asString().contains("hosts is nothing. Expected a list");
        assertThat(problems("version: 1\nfloors: {security: }\n")).singleElement().asString().contains("floors.security");
    }

    @Test void isNothingElseThanADocument() {
        assertThat(problems("")).singleElement().asString().startsWith("policy.yaml");
        assertThat(problems("[1]")).singleElement().asString().contains("Expected a mapping");
        assertThat(problems("a: &x 1\n")).singleElement().asString().startsWith("policy.yaml:1:");
        assertThat(problems("version: 2\n")).singleElement().asString().contains("the only version there is");
    }
}
