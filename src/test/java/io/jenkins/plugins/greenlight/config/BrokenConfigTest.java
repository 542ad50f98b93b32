package io.jenkins.plugins.greenlight.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person reads who made a mistake in greenlight.yaml: every line of it. */
class BrokenConfigTest {
    private static final String HEAD = "version: 1\napp: shop\n";
    private static final String LOAD = HEAD + """
            loadTest:
              rate: 200/s
              duration: 10s
              requests: [GET /]
              checks: ["p95 < 200 ms"]
            """;
    private static final String PRODUCTION = HEAD + """
            production:
              slots: {blue: 18081, green: 18082}
              router: {port: 18080, admin: 18079}
              state: /s
              watch: {checks: ["errors < 2%"]}
            """;

    private static String prometheus(String section, String check) {
        return PRODUCTION.replace("{checks: [\"errors < 2%\"]}", "\n    prometheus: " + section + "\n    checks: [\"" + check + "\"]");
    }

    static Stream<Arguments> broken() {
        return Stream.of(
            says("", "f: is empty. Expected a YAML document."),
            says("- a\n", "f:1:1: the file is a list. Expected a mapping of keys to values."),
            says("---\n", "the file is nothing. Expected a mapping of keys to values."),
            says("app: shop\n", "f:1:1: the file has no \"version\". Expected one, for example version: 1"),
            says("version: 2\napp: shop\n", "f:1:10: version is the number 2. Expected 1, the only version there is."),
            says("version: '1'\napp: shop\n", "f:1:10: version is the text \"1\". Expected 1"),
            says("version: 1\n", "f:1:1: the file has no \"app\". Expected one, for example app: shop"),
            says("version: 1\napp: Shop!\n",
                "f:2:6: app is the text \"Shop!\". Expected 1 to 41 small letters, digits and dashes"),
            says("version: 1\napp: " + "a".repeat(42), "f:2:6: app is the text"),
            says("version: 1\napp: 7\n", "f:2:6: app is the number 7. Expected 1 to 41 small letters"),
            says(HEAD + "covrage: {}\n", "f:3:1: the file has the unknown key \"covrage\". Did you mean \"coverage\"?"
                + " Expected one of version, app, security, coverage, image, loadTest, staging, production, notification, environments."),
            says(PRODUCTION.replace("/s", "postgresql://db/shop"), "f:6:10: production.state is a database, and the releases' images or the embedded router need a"
                + " folder on this host. Expected one beside it, for example folder: /var/lib/greenlight"),
            says(PRODUCTION.replace("/s", "postgres://me:secret@db/shop"), "f:6:10: production.state is neither a folder nor a database."
                + " This is no address of a PostgreSQL database. Expected postgresql://USER@HOST/DATABASE, with :PORT after the host"),
            says(PRODUCTION + "  folder: /f\n", "f:8:11: production.folder is given beside a state that is a folder itself."),
            says(PRODUCTION.replace("/s", "postgresql://db/shop") + "  folder: here\n",
                "f:6:10: production.state is a database",
                "f:8:11: production.folder is the text \"here\". Expected a folder on this host, from the root on."),
            says(PRODUCTION + "  migration: {}\n", "f:8:3: production.migration has no \"level\". Expected one, for example level:"
                + " \"2026-11-28-1\"", "f:8:14: production.migration.expand is missing: nothing would be done."),
            says(PRODUCTION + "  migration: {level: 7, expand: [db/go.sh], contract: [], backup: [b], secrets: {A: a@1}}\n",
                "f:8:22: production.migration.level is the number 7. Expected a text: put it in quotes.",
                "f:8:34: production.migration.expand[0] is the text \"db/go.sh\". Expected a program in PATH, or its path from the root on",
                "f:8:55: production.migration.contract is empty. Expected at least one, for example contract: [psql, \"-1\", -f, db/contract.sql]",
                "f:8:67: production.migration.backup stands alone. Expected backup and restore",
                "f:8:81: production.migration.secrets names secrets, and nobody says where they are."),
            says(PRODUCTION.replace("/s", "postgresql://db/shop") + "  migration: {level: a, backup: [b], restore: [r]}\n",
                "f:6:10: production.state is a database, and the releases' images or the embedded router need a folder on this host.",
                "production.migration.backup has no folder to go to, for the state is a database. Expected backupFolder beside it"),
            says(PRODUCTION + "  migration: {level: a, expand: 5, status: [7]}\n",
                "f:8:33: production.migration.expand is the number 5. Expected a list",
                "f:8:45: production.migration.status[0] is the number 7. Expected a text: put it in quotes"),
            says(PRODUCTION + "  migration: {level: a, revert: [sh, r.sh], keepBackups: 0}\n",
                "f:8:33: production.migration.revert is given without backup and restore.",
                "f:8:58: production.migration.keepBackups is the number 0. Expected a whole number from 1 to 1000."),
            says(HEAD + "coverage:\n", "f:3:10: coverage is nothing. Expected a mapping of keys to values, with at least reports, checks."),
            says(HEAD + "coverage: [a]\n", "f:3:11: coverage is a list. Expected a mapping"),
            says(HEAD + "coverage:\n  reports: [a]\n  cheks: [a]\n",
                "f:3:1: coverage has no \"checks\". Expected one, for example checks: [\"line >= 80%\"]; a gate without checks"
                + " decides nothing.",
                "f:5:3: coverage has the unknown key \"cheks\". Did you mean \"checks\"? Expected one of reports, "
                + "sources, exclude, tests, changes, baseline, ratchet, rules, checks,"
                + " onMissing, mode."),
            says(HEAD + "coverage:\n  reports: [a]\n  checks: []\n", "f:5:11: coverage.checks is empty. Expected at least one,"
                + " for example checks: [\"line >= 80%\"]; a gate without checks decides nothing."),
            says(HEAD + "coverage:\n  reports: []\n  checks: ['line >= 1%']\n",
                "f:4:12: coverage.reports is empty. Expected at least"),
            says(HEAD + "coverage:\n  reports: a.xml\n  checks: ['line >= 1%']\n",
                "f:4:12: coverage.reports is the text \"a.xml\". Expected a list: put it in [ ]."),
            says(HEAD + "coverage:\n  reports: [a, 5, /b, ../c, 'd\\e']\n  checks: ['line >= 1%']\n",
                "f:4:16: coverage.reports[1] is the number 5. Expected a text: put it in quotes.",
                "f:4:19: coverage.reports[2] is the text \"/b\". Did you mean \"b\"? Expected a path in the workspace: relative, with / and "
                + "without ..",
                "f:4:23: coverage.reports[3] is the text \"../c\".", "f:4:29: coverage.reports[4] is the text \"d\\e\"."),
            says(HEAD + "coverage:\n  reports: [a]\n  checks:\n    - line >= 80%\n    - lines >= 80%\n    - line >= 80 "
                + "ms\n    - soon\n",
                "f:7:7: coverage.checks[1]: \"lines >= 80%\" names the unknown measure \"lines\". Did you mean "
                + "\"line\"? Expected one of"
                + " line, branch, instruction, method, class, tests, changed.line,",
                "f:8:7: coverage.checks[2]: \"line >= 80 ms\" has the unit \"ms\", but line is measured in %.",
                "f:9:7: coverage.checks[3] is the text \"soon\". Expected a threshold such as \"line >= 80%\", \"p95 < 200 ms\" or"),
            says(HEAD + "security:\n  reports: [a]\n  checks: ['critical = 0', 7]\n",
                "f:5:12: security.checks[0] is the text \"critical = 0\". Did you mean \"critical == 0\"? Expected a threshold",
                "f:5:28: security.checks[1] is the number 7."),
            says(HEAD + "security: {reports: [a], checks: ['critical == 0'], onMissing: wran, mode: true}\n",
                "f:3:64: security.onMissing is the text \"wran\". Did you mean \"warn\"? Expected one of block, warn.",
                "f:3:76: security.mode is the value true. Expected one of enforce, observe."),
            says(HEAD + "image: {name: 'shop:1', javaModules: [1x], files: {/a: b, c: /d, e: ../f}, entrypoint: [], "
                + "environment: {A: 1, 2b: x},"
                + " archive: /tmp/x}\n",
                "f:3:15: image.name is the text \"shop:1\". Expected a repository such as \"shop\" or \"team/shop\"",
                "f:3:39: image.javaModules[0] is the text \"1x\". Expected a Java module",
                "f:3:52: image.files./a is no path in the workspace.",
                "f:3:62: image.files.c is the text \"/d\". Did you mean \"d\"? Expected a path in"
                + " the image", "image.files.e is the text \"../f\"", "image.entrypoint is empty.",
                "image.environment.A is the number 1. Expected a text: put it in quotes.",
                "image.environment.2b is no name of an environment variable.", "image.archive is the text \"/tmp/x\"."),
            says(HEAD + "coverage:\n  reports: [a]\n  checks: [a" + ".a".repeat(100_000) + "]\n",
                "f:5:12: coverage.checks[0] has 200001 characters. Expected at most 200."),
            says(HEAD + "image: {name: a//b, javaModules: [java.base., java." + "a".repeat(200_000)
                + "], files: {a: b}, entrypoint: [a]}\n",
                "f:3:15: image.name is the text \"a//b\".", "f:3:35: image.javaModules[0] is the text \"java.base.\".",
                "f:3:47: image.javaModules[1] is the text \"java." + "a".repeat(185) + "...\". Expected a Java module"),
            says(HEAD + "image: {}\n", "image has no \"name\"", "image has no \"files\"", "image has no \"entrypoint\""),
            says(HEAD + "image: {name: a, files: {}, entrypoint: [' ']}\n", "f:3:25: image.files is empty.",
                "f:3:42: image.entrypoint[0] is the text \" \". Expected a text."),
            says(LOAD.replace("200/s", "fast"),
                "f:4:9: loadTest.rate is the text \"fast\". Expected a rate such as \"200/s\" or \"30/min\", above 0"),
            says(LOAD.replace("200/s", "200"), "f:4:9: loadTest.rate is the number 200. Expected a rate"),
            says(LOAD.replace("200/s", "0/s"), "f:4:9: loadTest.rate is the text \"0/s\". Expected a rate such as \"200/s\" or \"30/min\", above 0"),
            says(LOAD.replace("200/s", "100001/s"),
                "f:4:9: loadTest.rate is the text \"100001/s\". Expected a rate above 0 and at most"),
            says(LOAD.replace("10s", "10"), "f:5:13: loadTest.duration is the number 10. Expected a duration such as \"10s\""),
            says(LOAD.replace("10s", "0s"), "f:5:13: loadTest.duration is the text \"0s\". Expected a duration such as \"10s\", \"250ms\" or \"2m\", above 0"),
            says(LOAD.replace("10s", "1441m"), "f:5:13: loadTest.duration is the text \"1441m\". Expected at most a day"),
            says(LOAD.replace("GET /", "GET products"),
                "f:6:14: loadTest.requests[0] is the text \"GET products\". Expected a request"
                + " such as \"GET /products\", the method one of DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT."),
            says(LOAD.replace("GET /", "FETCH /"), "f:6:14: loadTest.requests[0] is the text \"FETCH /\"."),
            says(LOAD.replace("GET /", "{method: PSOT, path: /}"), "f:6:23: loadTest.requests[0].method is the text \"PSOT\"."
                + " Did you mean \"POST\"? Expected one of DELETE,"),
            says(LOAD.replace("GET /", "{path: /}, {method: GET, path: x}, {metod: GET, path: /, bdy: x}"),
                "f:6:14: loadTest.requests[0] has no \"method\".",
                "f:6:45: loadTest.requests[1].path is the text \"x\". Expected a path such as \"/health\", without blanks.",
                "f:6:49: loadTest.requests[2] has no \"method\"", "f:6:50: loadTest.requests[2] has the unknown key \"metod\".",
                "loadTest.requests[2] has the unknown key \"bdy\". Did you mean \"body\"?"),
            says(LOAD + "  url: ftp://x\n", "f:8:8: loadTest.url is the text \"ftp://x\". Expected an address such as"),
            says(LOAD + "  url: http://u:p@x/\n", "f:8:8: loadTest.url is the text \"http://****@x/\"."), says(LOAD + "  url: 'http://a b'\n",
                "f:8:8: loadTest.url"),
            says(LOAD + "  url: http:x\n", "f:8:8: loadTest.url"), says(LOAD + "  url: http://x/?a\n", "f:8:8: loadTest.url is the text \"http://x/?****\"."),
            says(LOAD + "  url: http://x/#a\n", "f:8:8: loadTest.url"),
            says(LOAD + "  connections: 0\n",
                "f:8:16: loadTest.connections is the number 0. Expected a whole number from 1 to 10000."),
            says(LOAD + "  connections: 1.5\n", "f:8:16: loadTest.connections is the number 1.5. Expected a whole number"),
            says(LOAD + "  releaseHeader: 'X Y'\n",
                "f:8:18: loadTest.releaseHeader is the text \"X Y\". Expected the name of a header"),
            says(LOAD + "  environment: {PORT: '1', GREENLIGHT_RELEASE: x}\n",
                "f:8:17: loadTest.environment.PORT is set by Greenlight",
                "f:8:28: loadTest.environment.GREENLIGHT_RELEASE is set by Greenlight itself."),
            says(PRODUCTION + "  target: kubernetes\n",
                "f:8:11: production.target is the text \"kubernetes\". Expected one of process, docker."
                + " Not yet: kubernetes."),
            says(PRODUCTION + "  docker: {port: 80}\n",
                "f:8:11: production.docker says how containers run, beside target: process. Expected target: docker."),
            says(PRODUCTION + "  target: docker\n  docker: {host: /var/run/docker.sock, bind: localhost, memory: 5 MiB}\n",
                "f:9:18: production.docker.host is the text \"/var/run/docker.sock\". Expected unix:///var/run/docker.sock or",
                "f:9:46: production.docker.bind is the text \"localhost\". Expected an address of this host such as 127.0.0.1",
                "f:9:65: production.docker.memory is the text \"5 MiB\". Expected at least 6 MiB"),
            says(PRODUCTION.replace("{port: 18080, admin: 18079}", "{haproxy: {port: 18081, socket: h.sock}}"),
                "f:5:12: production.router.haproxy has no \"map\".",
                "f:5:28: production.router.haproxy.port is the port 18081, which production.slots.blue has already",
                "f:5:43: production.router.haproxy.socket is the text \"h.sock\". Expected a folder on this host"),
            says(PRODUCTION + "  files: {/etc/shop.conf: shop.conf}\n",
                "f:8:10: production.files needs a target with a file system of its own"),
            says(PRODUCTION + "  target: docker\n  files: {shop.conf: a, /x/../y: b, /z: ../c}\n",
                "f:9:11: production.files.shop.conf is no path of a file inside the instance.",
                "f:9:25: production.files./x/../y is no path", "f:9:41: production.files./z is the text \"../c\""),
            says(PRODUCTION + "  secrets: {DB: db@7}\n",
                "f:8:12: production.secrets names secrets, and nobody says where they are. Expected secretsFolder beside it"),
            says(PRODUCTION + "  secretsFolder: /s\n  secrets: {DB: db, PORT: p@1}\n",
                "f:9:17: production.secrets.DB is no name of a secret with its version. Expected one such as db-password@7; the"
                + " secret itself belongs into secretsFolder.",
                "f:9:21: production.secrets.PORT is set by Greenlight itself."),
            says(PRODUCTION + "  health: {headers: {\"X Y\": up}, body: 5}\n",
                "f:8:22: production.health.headers.X Y is no name of a header.", "f:8:40: production.health.body is the number 5."),
            says(PRODUCTION + "  target: proces\n",
                "f:8:11: production.target is the text \"proces\". Did you mean \"process\"? Expected"
                + " one of process, docker. Not yet: kubernetes."),
            says(PRODUCTION + "  target: 5\n", "f:8:11: production.target is the number 5. Expected one of process, docker."),
            says(PRODUCTION.replace("18082", "18081"),
                "f:4:31: production.slots.green is the port 18081, which production.slots.blue"
                + " has already (f:4:17). Expected a port of its own, such as 18082."),
            says(PRODUCTION.replace("18082", "65536"),
                "f:4:31: production.slots.green is the number 65536. Expected a whole number from"
                + " 1 to 65535."),
            says(PRODUCTION.replace("18082", "'18082'"),
                "f:4:31: production.slots.green is the text \"18082\". Expected a whole number"),
            says(PRODUCTION.replace(", green: 18082", ""),
                "f:4:3: production.slots has no \"green\". Expected one, for example green:"),
            says(PRODUCTION.replace("green:", "gren:"), "f:4:3: production.slots has no \"green\".",
                "f:4:24: production.slots has the unknown key \"gren\". Did you mean \"green\"? Expected one of blue, green."),
            says(PRODUCTION + PRODUCTION.substring(HEAD.length()).replace("production", "staging"),
                "f:4:17: production.slots.blue is the port 18081, which staging.slots.blue has already (f:9:17).",
                "f:4:31: production.slots.green is the port 18082", "f:5:18: production.router.port is the port 18080",
                "f:5:32: production.router.admin is the port 18079, which staging.router.admin has already"),
            says(PRODUCTION + "  health: {interval: 1m, deadline: 30s}\n",
                "f:8:22: production.health.interval is longer than the"),
            says(PRODUCTION + "  health: {deadline: 100ms}\n", "f:8:11: production.health.interval is longer than the deadline. Expected at most 100ms."),
            says(PRODUCTION.replace("{checks", "{interval: 11s, checks"),
                "f:7:21: production.watch.interval is longer than the duration."),
            says(PRODUCTION.replace("{checks", "{minSamples: 0, checks"), "f:7:23: production.watch.minSamples is the number 0."),
            says(PRODUCTION.replace("errors <", "error <"),
                "f:7:20: production.watch.checks[0]: \"error < 2%\" names the unknown measure"
                + " \"error\". Did you mean \"errors\"? Expected one of errors, requests, p95."),
            says(PRODUCTION.replace("errors <", "p95 <"), "f:7:20: production.watch.checks[0]: \"p95 < 2%\" has the unit \"%\","
                + " but p95 is measured in ms."),
            says(PRODUCTION.replace("{checks", "{onUnknown: go, checks"), "f:7:22: production.watch.onUnknown is the text \"go\"."
                + " Expected one of hold, back."),
            says(prometheus("{}", "errors < 2%"), "production.watch.prometheus has no \"url\"", "production.watch.prometheus has no \"queries\""),
            says(prometheus("{url: here, queries: {a: b}}", "errors < 2%"), "production.watch.prometheus.url is the text \"here\"."),
            says(prometheus("{url: 'http://me:secret@h', queries: {a: b}}", "errors < 2%"), "without user, query or fragment"),
            says(prometheus("{url: 'http://h', queries: {}}", "errors < 2%"), "prometheus.queries is empty. Expected at least one, for example queries: {latency: {query: "),
            says(prometheus("{url: 'http://h', queries: [a]}", "errors < 2%"), "prometheus.queries is a list. Expected a mapping of names to queries"),
            says(prometheus("{url: 'http://h', queries: {errors: x}}", "errors < 2%"), "production.watch.prometheus.queries.errors is no name for a"
                + " measure of your own."),
            says(prometheus("{url: 'http://h', queries: {a: {query: x, unit: minutes}}}", "errors < 2%"),
                "queries.a.unit is the text \"minutes\". Expected one of ms, s, %, count, /s, MiB."),
            says(prometheus("{url: 'http://h', queries: {a: {unit: ms}}}", "errors < 2%"), "production.watch.prometheus.queries.a has no \"query\""),
            says(prometheus("{url: 'http://h', queries: {a: {query: x, age: 3}}}", "errors < 2%"), "queries.a has the unknown key \"age\""),
            says(prometheus("{url: 'http://h', queries: {a: 'up{v=\"${version}\"}'}}", "errors < 2%"),
                "queries.a has ${version}, which nothing is put in for. Expected ${release}, ${slot} or ${since}."),
            says(prometheus("{url: 'http://h', queries: {latency: {query: x, unit: s}}}", "latncy < 300 ms"),
                "\"latncy < 300 ms\" names the unknown measure \"latncy\". Did you mean \"latency\"? Expected one of errors, requests, p95, latency."),
            says(prometheus("{url: 'http://h', queries: {latency: x}}", "latency < 300 ms"), "but latency is measured in a plain count."),
            says(PRODUCTION + "  smoke: [GET]\n", "f:8:11: production.smoke[0] is the text \"GET\". Expected a request"),
            says(HEAD + "staging: {}\n", "f:3:1: staging has no \"slots\". Expected one, for example slots: {blue: 18081, green: 18082}",
                "f:3:1: staging has no \"router\"", "f:3:1: staging has no \"state\"", "f:3:1: staging has no \"watch\""),
            says(HEAD + "notification: {console: yes, outbox: /var}\n",
                "f:3:25: notification.console is the text \"yes\". Did you mean true? Expected true or"
                + " false.", "f:3:38: notification.outbox is the text \"/var\"."),
            says(HEAD + "app: other\n", "f:3:1: has the key \"app\" again, first at f:2:1"),
            says("version: 1\n\tapp: shop\n", "f:2:1: is indented with a tab."),
            says("version: 1\napp: \"\\e[31m\\n\"\n", "f:2:6: app is the text \"<U+001B>[31m<U+000A>\"."));
    }

    private static Arguments says(String text, String... lines) {
        return Arguments.of(text, lines);
    }

    @ParameterizedTest
    @MethodSource("broken")
    void saysEverythingThatIsWrongAndWhere(String text, String... lines) {
        var e = catchThrowableOfType(ConfigException.class, () -> ConfigReader.read(text, "f"));

        assertThat(e).isNotNull();
        assertThat(e.getMessage().split("\n")).hasSameSizeAs(lines).hasSameSizeAs(e.problems());
        for (int i = 0; i < lines.length; i++) {
            assertThat(e.getMessage().split("\n")[i]).contains(lines[i]);
        }
    }

    @Test void sortsProblemsByTheirPlaceInTheFile() {
        var e = catchThrowableOfType(ConfigException.class, () -> ConfigReader.read("""
                zebra: 1
                notification: {console: 1}
                app: X
                version: 3
                """, "f"));

        assertThat(e.problems()).extracting(problem -> problem.place().line()).containsExactly(1, 2, 3, 4);
    }
}
