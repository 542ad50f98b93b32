package io.jenkins.plugins.greenlight.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyCheckTest {
    private static final String GATES = """
            version: 1
            app: shop
            security: {reports: [a.sarif], checks: ["critical == 0"]}
            coverage:
              reports: [a.xml]
              checks: ["branch >= 50%", "line >= 80%"]
            """;
    private static final String DEPLOY = """
            version: 1
            app: shop
            production:
              target: docker
              docker: {host: "tcp://docker.example.org:2376"}
              slots: {blue: 18081, green: 18082}
              router:
                haproxy: {map: /var/lib/greenlight/shop.map, port: 18080}
              watch:
                duration: 10s
                minSamples: 50
                checks: ["errors < 2%"]
                prometheus: {url: "https://prom.example.org", queries: {own: up}}
              state: postgresql://greenlight@db.example.org/greenlight
              folder: /var/lib/greenlight
              environment: {PGHOST: db}
              secrets: {DB: db-password@7}
              secretsFolder: /etc/greenlight/secrets
              migration:
                level: "1"
                expand: [psql, -f, a.sql]
                backup: [/usr/bin/pg_dump]
                restore: [psql]
                backupFolder: /var/backups
                environment: {PGUSER: shop}
                secrets: {OWNER: owner@1}
            """;
    private static final String ALL_THAT_DEPLOY_REACHES_FOR = """
            version: 1
            commands: [psql, /usr/bin/pg_dump]
            hosts: [docker.example.org, prom.example.org, db.example.org, "unix:///run/haproxy/greenlight.sock"]
            secrets: [db-password, owner@1]
            folders: [/var/lib/greenlight, /etc/greenlight/secrets, /var/backups]
            variables: [PGHOST, PGUSER]
            """;

    private static void read(String config, String policy) throws ConfigException {
        ConfigReader.read(List.of(Layer.of(config, "greenlight.yaml")), PolicyReader.read(policy, "policy.yaml"));
    }

    private static List<String> problems(String config, String policy) {
        var refused = catchThrowableOfType(ConfigException.class, () -> read(config, policy));
        assertThat(refused).as("accepted").isNotNull();
        return refused.problems().stream().map(ConfigProblem::toString).toList();
    }

    @Test void acceptsWhatIsJustGoodEnough() {
        assertThatCode(() -> read(GATES, "version: 1\nfloors: {coverage: {checks: [\"line >= 80%\", \"branch > 49.99%\"]},"
                + " security: {checks: [\"critical < 1\"]}}\nrequired: [security]\n")).doesNotThrowAnyException();
    }

    @Test void namesTheLooserCheckAndTheFloor() {
        assertThat(problems(GATES, "version: 1\nfloors:\n  coverage: {checks: [\"line >= 80.01%\"]}\n")).containsExactly(
                "greenlight.yaml:6:29: coverage.checks asks only for \"line >= 80%\", and the policy (policy.yaml:3:23) wants at least"
                + " \"line >= 80.01%\". Expected that or a stricter one.");
    }

    @Test void namesTheChecksThatAskNothing() {
        assertThat(problems(GATES, "version: 1\nfloors:\n  coverage: {checks: [\"method >= 1%\"]}\n")).containsExactly(
                "greenlight.yaml:6:11: coverage.checks asks nothing of method, and the policy (policy.yaml:3:23) wants at least"
                + " \"method >= 1%\". Expected that or a stricter one.");
    }

    @Test void refusesAGateThatIsNotThere() {
        assertThat(problems(GATES, "version: 1\nfloors: {loadTest: {checks: [\"errors < 1%\"]}, production: {watch: {}}}\n"
                + "required: [notification]\n")).satisfiesExactly(
                        p -> assertThat(p).startsWith("greenlight.yaml:1:1: The configuration has no loadTest").contains("errors < 1%"),
                        p -> assertThat(p).contains("no production.watch").contains("being there"),
                        p -> assertThat(p).contains("no notification").contains("requires"));
    }

    @ParameterizedTest
    @CsvSource({"mode: observe, allowObserve, wants this gate to decide", "onMissing: warn, allowWarn, cannot be measured"})
    void refusesAGateThatDoesNotDecideUnlessItMay(String loose, String allowance, String why) throws Exception {
        var config = GATES + "  " + loose + "\n";

        assertThat(problems(config, "version: 1\nfloors: {coverage: {}}\n")).singleElement().asString()
                .startsWith("greenlight.yaml:7:").contains("coverage." + loose.split(":")[0]).contains(why);
        read(config, "version: 1\nfloors: {coverage: {" + allowance + ": true}}\n");
        read(config, "version: 1\nfloors: {security: {}}\n");
    }

    @Test void holdsAWatchToItsLengthAndItsSamples() throws Exception {
        read(DEPLOY, "version: 1\nfloors: {production: {watch: {duration: 10s, minSamples: 50}}}\n");

        assertThat(problems(DEPLOY, "version: 1\nfloors: {production: {watch: {duration: 10001ms, minSamples: 51}}}\n")).satisfiesExactly(
                p -> assertThat(p).startsWith("greenlight.yaml:10:15: production.watch.duration is 10s").contains("at least 10001ms"),
                p -> assertThat(p).startsWith("greenlight.yaml:11:17: production.watch.minSamples is 50").contains("at least 51"));
    }

    @Test void acceptsWhatIsAllowed() {
        assertThatCode(() -> read(DEPLOY, ALL_THAT_DEPLOY_REACHES_FOR)).doesNotThrowAnyException();
        assertThatCode(() -> read(DEPLOY, "version: 1\n")).doesNotThrowAnyException();
    }

    @Test void allowsNothingByEmptyLists() {
        var problems = problems(DEPLOY, "version: 1\ncommands: []\nhosts: []\nsecrets: []\nfolders: []\nvariables: []\n");

        assertThat(problems).hasSize(3 + 4 + 2 + 4 + 2).allSatisfy(p -> assertThat(p).contains("Expected none: its list is empty."));
        assertThat(problems).anySatisfy(p -> assertThat(p).isEqualTo("greenlight.yaml:21:14: production.migration.expand runs the program"
                + " \"psql\", which the policy (policy.yaml:2:11, commands) does not allow. Expected none: its list is empty."));
        assertThat(problems).anySatisfy(p -> assertThat(p).startsWith("greenlight.yaml:5:18: production.docker.host names the host"));
        assertThat(problems).anySatisfy(p -> assertThat(p).startsWith("greenlight.yaml:8:14: production.router.haproxy.socket names")
                .contains("unix:///run/haproxy/greenlight.sock"));
        assertThat(problems).anySatisfy(p -> assertThat(p).startsWith("greenlight.yaml:17:17: production.secrets.DB asks for the secret"));
    }

    @ParameterizedTest
    @CsvSource({
        "psql, /usr/local/bin/psql", "/usr/bin/pg_dump, pg_dump", "docker.example.org, example.org", "db.example.org, '*.b.example.org'",
        "db.example.org, 'db.example.org:5433'", "prom.example.org, 'prom.example.org:80'", "db-password, db-password@8", "owner@1, owner@2",
        "/var/lib/greenlight, /var/lib/green", "PGHOST, PGHOS", "'unix:///run/haproxy/greenlight.sock', 'unix:///run/haproxy/GREENLIGHT.sock'",
    })
    void doesNotTakeWhatIsOnlyAlike(String allowed, String alike) {
        assertThat(problems(DEPLOY, ALL_THAT_DEPLOY_REACHES_FOR.replace(allowed, alike))).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"db.example.org, 'db.example.org:5432'", "prom.example.org, 'PROM.example.org:443'", "docker.example.org, '*.example.org'",
        "db-password, db-password@7", "/var/lib/greenlight, /var"})
    void takesWhatIsTheSameOrAround(String allowed, String around) {
        assertThatCode(() -> read(DEPLOY, ALL_THAT_DEPLOY_REACHES_FOR.replace(allowed, "\"" + around + "\""))).doesNotThrowAnyException();
    }

    @Test void isNotClimbedOutOf() {
        assertThat(problems(DEPLOY.replace("/var/backups", "/var/lib/greenlight/../../../etc"), ALL_THAT_DEPLOY_REACHES_FOR))
                .singleElement().asString().contains("production.migration.backupFolder names the path");
    }

    @ParameterizedTest
    @CsvSource({"PATH", "LD_PRELOAD", "LD_ANYTHING", "BASH_ENV"})
    void knowsWhatMakesAnAllowedProgramRunAnother(String variable) throws Exception {
        var config = DEPLOY.replace("PGUSER: shop", variable + ": x");

        assertThat(problems(config, "version: 1\ncommands: [psql, /usr/bin/pg_dump]\n")).singleElement().asString()
                .contains("production.migration.environment." + variable).contains("made to run another");
        read(config, "version: 1\ncommands: [psql, /usr/bin/pg_dump]\nvariables: [PGHOST, " + variable + "]\n");
        read(config, "version: 1\n");
    }

    @Test void asksOfReachAloneWhatJudgesNoRelease() throws Exception {
        var policy = PolicyReader.read("version: 1\nfloors: {loadTest: {}}\nrequired: [security]\nhosts: []\n", "policy.yaml").withoutGates();

        var refused = catchThrowableOfType(ConfigException.class, () ->
                ConfigReader.read(List.of(Layer.of(DEPLOY, "greenlight.yaml")), policy));

        assertThat(refused.problems()).hasSize(4).allSatisfy(p -> assertThat(p.message()).contains("names the host"));
    }

    @Test void findsWhatIsLaidOverWhereItStands() throws Exception {
        var policy = PolicyReader.read("version: 1\nfloors: {coverage: {checks: [\"line >= 80%\"]}}\nhosts: []\n", "policy.yaml");
        var over = Layer.of("{\"coverage\": {\"checks\": [\"line >= 1%\"]}, \"loadTest\": {\"url\": \"http://evil.example\", \"rate\": \"1/s\","
                + "\"duration\": \"1s\", \"requests\": [\"GET /\"], \"checks\": [\"errors < 1%\"]}}", "with.json");

        var refused = catchThrowableOfType(ConfigException.class, () ->
                ConfigReader.read(List.of(Layer.of(Map.of("app", "a"), "--app"), Layer.of(GATES, "greenlight.yaml"), over), policy));

        assertThat(refused.problems()).extracting(ConfigProblem::toString).satisfiesExactly(
                p -> assertThat(p).startsWith("with.json:1:26: coverage.checks asks only for"),
                p -> assertThat(p).startsWith("with.json:1:").contains("loadTest.url names the host \"evil.example:80\""));
    }

    @Test void holdsTheEnvironmentThatIsChosen() throws Exception {
        var policy = PolicyReader.read("version: 1\nfloors: {coverage: {checks: [\"line >= 80%\"]}}\n", "policy.yaml");
        var file = Layer.of(GATES + "environments:\n  loose:\n    coverage: {checks: [\"line >= 1%\"]}\n", "greenlight.yaml");
        var loose = new Layers(List.of(file), Optional.of(new Layers.Choice("loose", "--environment")), List.of());

        var refused = catchThrowableOfType(ConfigException.class, () -> ConfigReader.effective(loose).under(policy));

        assertThat(refused.problems()).singleElement().asString().startsWith("greenlight.yaml:9:25: coverage.checks asks only for \"line >= 1%\"");
        assertThat(ConfigReader.read(List.of(file), policy).coverage()).isPresent();
    }

    @Test void looksAtWhomPeopleAreToldThrough() throws Exception {
        var notify = """
                version: 1
                app: shop
                notification:
                  reportUrl: "https://ci.example.org/${PGPASSWORD}"
                  webhook: {url: "https://hook.example.org/a", token: "${HOOK_TOKEN}", headers: {X-Key: "${file:/run/secrets/key}"}}
                  slack: {url: "${SLACK_WEBHOOK}"}
                  email: {host: smtp.example.org, from: a@example.org, to: [b@example.org], user: a, password: "${PW}", caFile: /etc/ca.pem}
                """;

        assertThatCode(() -> read(notify, """
                version: 1
                hosts: [hook.example.org, "smtp.example.org:587"]
                secrets: [PGPASSWORD, HOOK_TOKEN, /run/secrets/key, SLACK_WEBHOOK, PW]
                folders: [/etc]
                """)).doesNotThrowAnyException();
        var refused = catchThrowableOfType(ConfigException.class, () -> read(notify, "version: 1\nhosts: []\nsecrets: []\nfolders: []\n"));
        assertThat(refused.problems()).hasSize(8);
        assertThat(refused).hasMessageContaining("notification.webhook.url").hasMessageContaining("hook.example.org:443")
                .hasMessageContaining("notification.reportUrl").hasMessageContaining("PGPASSWORD").hasMessageContaining("/run/secrets/key");
    }
}
