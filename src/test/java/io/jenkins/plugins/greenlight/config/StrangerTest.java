package io.jenkins.plugins.greenlight.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How somebody who never saw a greenlight.yaml breaks it, what is said, and that it is mended by doing what was said: at the place
 * the message begins with, with no word that stands neither in the message nor in the file.
 */
class StrangerTest {
    private static final String WHOLE = """
            version: 1
            app: shop
            coverage:
              reports: [target/site/jacoco/jacoco.xml]
              checks: ["line >= 80%"]
            production:
              slots: {blue: 18081, green: 18082}
              router: {port: 18080, admin: 18079}
              state: /var/lib/greenlight
              watch:
                duration: 10s
                checks: ["errors < 2%"]
            """;
    private static final String AT_STATE = "  state";
    private static final String REPORTS = "[target/site/jacoco/jacoco.xml]";
    private static final String DURATIONS = "Expected a duration such as \"10s\", \"250ms\" or \"2m\", above 0 and at most a day.";
    private static final String PATHS = "Expected a path in the workspace: relative, with / and without .. in it.";
    private static final String TOP = "Expected one of version, app, security, coverage, image, loadTest, staging, production, notification, environments.";
    private static final String KEYS = "Expected one of target, slots, router, docker, state, folder, secretsFolder, health, smoke, watch,"
            + " environment, files, secrets, releaseHeader, drainTimeout, grace, migration.";
    private static final String THRESHOLDS = "Expected a threshold such as \"line >= 80%\", \"p95 < 200 ms\" or \"critical == 0\","
            + " with one of < <= > >= ==.";
    private static final String REQUESTS = "Expected a request such as \"GET /products\", the method one of DELETE, GET, HEAD, OPTIONS, PATCH,"
            + " POST, PUT.";
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9]+");

    /** What is said of a text, and what somebody puts there for what stands at that place. */
    private record Step(String says, String take, String put) { }

    private record Row(String name, String text, List<Step> steps) {
        Row says(String message, String take, String put) {
            var all = new ArrayList<>(steps);
            all.add(new Step(message, take, put));
            return new Row(name, text, all);
        }

        @Override public String toString() {
            return name;
        }
    }

    private static Row row(String name, String right, String wrong) {
        assertThat(WHOLE).as(name).contains(right);
        return new Row(name, WHOLE.replace(right, wrong), List.of());
    }

    static Stream<Row> rows() {
        return Stream.of(syntax(), keys(), kinds(), values(), together()).flatMap(rows -> rows);
    }

    private static Stream<Row> syntax() {
        return Stream.of(
            row("a tab as indentation", "  reports", "\treports")
                .says("4:1: is indented with a tab. Expected spaces: YAML does not allow tabs as indentation.", "\t", "  "),
            row("a key twice", "app: shop\n", "app: shop\napp: store\n")
                .says("3:1: has the key \"app\" again, first at greenlight.yaml:2:1. Expected every key once: remove one of the two.",
                    "app: store\n", ""),
            row("an alias bomb", REPORTS, "&a [a.xml]\n  sources: [*a, *a, *a]")
                .says("4:12: has an anchor. Expected none: anchors and aliases are not read; quote a text that begins with &.", "&a ", "")
                .says("5:13: refers to an anchor. Expected the value itself: anchors and aliases are not read; quote a text that begins with *.",
                    "*a, *a, *a", "a.xml"),
            row("a tag", "app: shop", "app: !!str shop")
                .says("2:6: has a tag. Expected none: tags are not read; quote a text that begins with !.", "!!str ", ""),
            row("a missing colon", "state: ", "state ")
                .says("9:3: is no YAML: \"state /var/lib/greenlight\" has no colon. Expected KEY: VALUE, with a blank behind the colon.",
                    "state ", "state: "),
            row("no blank behind a colon", "app: shop", "app:shop")
                .says("2:1: is no YAML: \"app:shop\" has no colon. Expected KEY: VALUE, with a blank behind the colon.", "app:shop", "app: shop"),
            row("a key indented one blank too far", "  checks: [\"line", "   checks: [\"line")
                .says("5:4: is no YAML: this line is indented unlike those it belongs to. Expected it to begin in column 3, as line 4 does.",
                    "checks: [\"line >= 80%\"]", "\b" + "checks: [\"line >= 80%\"]"),
            row("a key indented below a text", "app: shop\n", "app: shop\n  grace: 5s\n")
                .says("3:8: is no YAML: a second colon belongs to the same value. Expected one KEY: VALUE in a line: see whether the line before"
                    + " lacks its colon, whether this one is indented too far, or put a text that holds a colon in quotes.",
                    ": 5s", "\b\b\b\b\b\b\b" + "grace: 5s")
                .says("3:1: the file has the unknown key \"grace\". Did you mean \"production.grace\"? " + TOP, "grace: 5s\n", ""),
            row("a bracket that is not closed", "[\"errors < 2%\"]", "[errors < 2%")
                .says("12:13: is no YAML: a list that begins with [ here is not closed where line 13, column 1 is. Expected a comma or ] before"
                    + " that.", "[errors < 2%", "[errors < 2%]"),
            row("a quote that is not closed", "app: shop", "app: 'shop")
                .says("2:6: is no YAML: a text in quotes begins here and does not end. Expected the same quote at its end.", "'shop", "'shop'"),
            row("a sign that YAML keeps for itself", "[\"line >= 80%\"]", "[@line]")
                .says("5:12: is no YAML: a text begins with @, which means something else to YAML. Expected it in quotes.", "@line", "\"@line\"")
                .says("5:12: coverage.checks[0] is the text \"@line\". " + THRESHOLDS, "\"@line\"", "\"line >= 80%\""),
            row("two documents", "production:", "---\nproduction:")
                .says("6:1: begins a second document. Expected one document in a file.", "---\n", ""),
            row("nothing at all", WHOLE, "# later\n")
                .says(": is empty. Expected a YAML document.", "", "version: 1\napp: shop\n"));
    }

    private static Stream<Row> keys() {
        return Stream.of(
            row("a misspelled section", "coverage:", "covrage:")
                .says("3:1: the file has the unknown key \"covrage\". Did you mean \"coverage\"? " + TOP, "covrage", "coverage"),
            row("a section with a capital letter", "production:", "Production:")
                .says("6:1: the file has the unknown key \"Production\". Did you mean \"production\"? " + TOP, "Production", "production"),
            row("a misspelled key that is missed too", "checks: [\"line", "cheks: [\"line")
                .says("3:1: coverage has no \"checks\". Expected one, for example checks: [\"line >= 80%\"]; a gate without checks decides"
                    + " nothing.\ngreenlight.yaml:5:3: coverage has the unknown key \"cheks\". Did you mean \"checks\"? Expected one of reports,"
                    + " sources, exclude, tests, changes, baseline, ratchet, rules, checks, onMissing, mode.", "coverage:\n  reports: " + REPORTS + "\n  cheks",
                    "coverage:\n  reports: " + REPORTS + "\n  checks"),
            row("a key one level too high", "  watch:\n    duration: 10s\n", "  duration: 10s\n  watch:\n")
                .says("10:3: production has the unknown key \"duration\". Did you mean \"watch.duration\"? " + KEYS,
                    "duration: 10s\n  watch:\n", "watch:\n    duration: 10s\n"),
            row("a stage inside another", "[\"errors < 2%\"]\n", "[\"errors < 2%\"]\n  notification: {}\n")
                .says("13:3: production has the unknown key \"notification\". Did you mean \"notification\" at the top of the file? " + KEYS,
                    "notification: {}\n", "\b\b" + "notification: {}\n"),
            row("no version", "version: 1\n", "")
                .says("1:1: the file has no \"version\". Expected one, for example version: 1", "", "version: 1\n"),
            row("a gate without checks", "  checks: [\"line >= 80%\"]\n", "")
                .says("3:1: coverage has no \"checks\". Expected one, for example checks: [\"line >= 80%\"]; a gate without checks decides"
                    + " nothing.", "coverage:\n", "coverage:\n  checks: [\"line >= 80%\"]\n"),
            row("one slot alone", ", green: 18082", "")
                .says("7:3: production.slots has no \"green\". Expected one, for example green: 18082", "slots: {", "slots: {green: 18082, "));
    }

    private static Stream<Row> kinds() {
        return Stream.of(
            row("a text where a list belongs", REPORTS, "target/site/jacoco/jacoco.xml")
                .says("4:12: coverage.reports is the text \"target/site/jacoco/jacoco.xml\". Expected a list: put it in [ ].",
                    "target/site/jacoco/jacoco.xml", REPORTS),
            row("a list where a mapping belongs", "{blue: 18081, green: 18082}", "[18081, 18082]")
                .says("7:10: production.slots is a list. Expected a mapping of keys to values, for example {blue: 18081, green: 18082}.",
                    "[18081, 18082]", "{blue: 18081, green: 18082}"),
            row("a text where a mapping belongs", AT_STATE, "  health: /health\n  state")
                .says("9:11: production.health is the text \"/health\". Expected a mapping of keys to values, for example {path: /health,"
                    + " consecutive: 3, interval: 200ms, deadline: 30s}.", "/health", "{path: /health}"),
            row("no blank behind a dash", "[\"line >= 80%\"]", "\n    -line >= 80%")
                .says("6:5: coverage.checks is the text \"-line >= 80%\". Expected a list, for example [\"line >= 80%\"].",
                    "-line >= 80%", "[\"line >= 80%\"]"),
            row("no value", "app: shop", "app:")
                .says("2:5: app is nothing. Expected 1 to 41 small letters, digits and dashes, a letter first, for example shop.", "", " shop"),
            row("a section with nothing in it", "  reports: " + REPORTS + "\n  checks: [\"line >= 80%\"]\n", "")
                .says("3:10: coverage is nothing. Expected a mapping of keys to values, with at least reports, checks.", "", " {reports: , checks: }")
                .says("3:20: coverage.reports is nothing. Expected a list, for example [target/site/jacoco/jacoco.xml].\n"
                    + "greenlight.yaml:3:30: coverage.checks is nothing. Expected a list, for example [\"line >= 80%\"].",
                    " , checks: ", " " + REPORTS + ", checks: [\"line >= 80%\"]"),
            row("a number that must be in quotes", AT_STATE, "  environment: {LEVEL: 5}\n  state")
                .says("9:24: production.environment.LEVEL is the number 5. Expected a text: put it in quotes.", "5", "\"5\""),
            row("a port in quotes", "18081", "\"18081\"")
                .says("7:17: production.slots.blue is the text \"18081\". Expected a whole number from 1 to 65535: take the quotes off.",
                    "\"18081\"", "18081"),
            row("yes for true", "production:", "notification: {console: yes}\nproduction:")
                .says("6:25: notification.console is the text \"yes\". Did you mean true? Expected true or false.", "yes", "true"));
    }

    private static Stream<Row> values() {
        return Stream.of(
            row("another version", "version: 1", "version: 2")
                .says("1:10: version is the number 2. Expected 1, the only version there is.", "2", "1"),
            row("a capital letter", "app: shop", "app: Shop")
                .says("2:6: app is the text \"Shop\". Did you mean \"shop\"? Expected 1 to 41 small letters, digits and dashes, a letter first.",
                    "Shop", "shop"),
            row("another spelling of a unit", "10s", "10 sec")
                .says("11:15: production.watch.duration is the text \"10 sec\". Did you mean \"10s\"? " + DURATIONS, "10 sec", "10s"),
            row("no unit", "10s", "10").says("11:15: production.watch.duration is the number 10. " + DURATIONS, "10", "10s"),
            row("longer than a day", "10s", "2000m")
                .says("11:15: production.watch.duration is the text \"2000m\". Expected at most a day, 1440m.", "2000m", "1440m"),
            row("a port out of range", "18082", "70000")
                .says("7:31: production.slots.green is the number 70000. Expected a whole number from 1 to 65535.", "70000", "65535"),
            row("a misspelled word", AT_STATE, "  target: proces\n  state")
                .says("9:11: production.target is the text \"proces\". Did you mean \"process\"? Expected one of process, docker. Not yet:"
                    + " kubernetes.", "proces", "process"),
            row("an absolute path in the workspace", "[target", "[/target")
                .says("4:13: coverage.reports[0] is the text \"/target/site/jacoco/jacoco.xml\". Did you mean \"target/site/jacoco/jacoco.xml\"? "
                    + PATHS, "/target", "target"),
            row("a path out of the workspace", "[target", "[../target")
                .says("4:13: coverage.reports[0] is the text \"../target/site/jacoco/jacoco.xml\". " + PATHS, "../target", "target"),
            row("a misspelled measure", "line >=", "lines >=")
                .says("5:12: coverage.checks[0]: \"lines >= 80%\" names the unknown measure \"lines\". Did you mean \"line\"? Expected one of line,"
                    + " branch, instruction, method, class, tests, changed.line, changed.branch, delta.line, delta.branch, delta.instruction,"
                    + " delta.method, delta.class.", "\"lines", "\"line"),
            row("the unit of another measure", "80%", "80 ms")
                .says("5:12: coverage.checks[0]: \"line >= 80 ms\" has the unit \"ms\", but line is measured in %. Expected one of: %.",
                    "\"line >= 80 ms\"", "\"line >= 80%\""),
            row("a threshold without its unit", "2%", "2")
                .says("12:14: production.watch.checks[0]: \"errors < 2\" has no unit, but errors is measured in %. Expected one of: %.",
                    "\"errors < 2\"", "\"errors < 2%\""),
            row("a sign the wrong way round", ">= 80", "=> 80")
                .says("5:12: coverage.checks[0] is the text \"line => 80%\". Did you mean \"line >= 80%\"? " + THRESHOLDS,
                    "\"line => 80%\"", "\"line >= 80%\""),
            row("quotes of a word processor", "\"line >= 80%\"", "\u201cline >= 80%\u201d")
                .says("5:12: coverage.checks[0] is the text \"\u201cline >= 80%\u201d\". Did you mean \"line >= 80%\"? " + THRESHOLDS,
                    "\u201cline >= 80%\u201d", "\"line >= 80%\""),
            row("a request without its method", AT_STATE, "  smoke: [/products]\n  state")
                .says("9:11: production.smoke[0] is the text \"/products\". Did you mean \"GET /products\"? " + REQUESTS, "/products", "GET /products"));
    }

    private static Stream<Row> together() {
        return Stream.of(
            row("a port twice", "18082", "18081")
                .says("7:31: production.slots.green is the port 18081, which production.slots.blue has already (greenlight.yaml:7:17). Expected a"
                    + " port of its own, such as 18082.", "18081", "18082"),
            row("an interval longer than the duration", "10s\n", "10s\n    interval: 30s\n")
                .says("12:15: production.watch.interval is longer than the duration. Expected at most 10s.", "30s", "10s"),
            row("a variable that Greenlight sets", AT_STATE, "  environment: {PORT: \"5\"}\n  state")
                .says("9:17: production.environment.PORT is set by Greenlight itself. Expected another name: leave it out.", "PORT: \"5\"", ""),
            row("secrets from nowhere", AT_STATE, "  secrets: {DB: db@1}\n  state")
                .says("9:12: production.secrets names secrets, and nobody says where they are. Expected secretsFolder beside it, for example"
                    + " secretsFolder: /etc/greenlight/secrets", "{DB: db@1}\n", "{DB: db@1}\n  secretsFolder: /etc/greenlight/secrets\n"),
            row("containers beside processes", AT_STATE, "  docker: {port: 80}\n  state")
                .says("9:11: production.docker says how containers run, beside target: process. Expected target: docker.",
                    "{port: 80}\n", "{port: 80}\n  target: docker\n"),
            row("two routers", "{port: 18080, admin: 18079}", "{port: 18080, haproxy: {map: /h.map, port: 80}}")
                .says("8:18: production.router.port is of the embedded router and stands beside haproxy. Expected haproxy.port alone: remove this"
                    + " one.", "18080, haproxy", "\b\b\b\b\b\b" + "haproxy"),
            row("a secret in the file itself", AT_STATE, "  secretsFolder: /s\n  secrets: {DB_PASSWORD: hunter2}\n  state")
                .says("10:26: production.secrets.DB_PASSWORD is no name of a secret with its version. Expected one such as db-password@7; the"
                    + " secret itself belongs into secretsFolder.", "hunter2", "db-password@7"),
            row("a password in an address", "state: /var/lib/greenlight", "state: postgres://me:s3cret@db/shop\n  folder: /var/lib/greenlight")
                .says("9:10: production.state is neither a folder nor a database. This is no address of a PostgreSQL database. Expected"
                    + " postgresql://USER@HOST/DATABASE, with :PORT after the host and ?sslmode=verify-full where wanted, and the password in"
                    + " PGPASSWORD or ~/.pgpass.", "postgres://me:s3cret@", "postgresql://me@"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void mendsAFileByDoingWhatTheMessageSays(Row row) {
        String text = row.text();
        for (var step : row.steps()) {
            String now = text;
            var refused = catchThrowableOfType(ConfigException.class, () -> ConfigReader.read(now, "greenlight.yaml"));
            assertThat(refused).as(now).isNotNull();
            assertThat(refused.getMessage()).isEqualTo("greenlight.yaml" + (step.says().startsWith(":") ? "" : ":") + step.says());
            assertThat(words(step.put())).as("words that nobody said").isSubsetOf(words(refused.getMessage() + " " + text + " version 1 app shop"));
            text = mended(text, refused.problems().get(0).place().line(), refused.problems().get(0).place().column(), step);
        }

        String whole = text;
        assertThatCode(() -> ConfigReader.read(whole, "greenlight.yaml")).doesNotThrowAnyException();
    }

    @Test void hasMoreThanTwentyWaysAndAllOfThemDiffer() {
        assertThat(rows().map(Row::name)).hasSizeGreaterThan(40).doesNotHaveDuplicates();
        assertThat(rows().map(Row::text)).doesNotHaveDuplicates();
    }

    /** {@code \b} in what is put there takes the sign before it away. */
    private static String mended(String text, int line, int column, Step step) {
        int begin = text.lines().limit(Math.max(0, line - 1)).mapToInt(before -> before.length() + 1).sum() + Math.max(0, column - 1);
        assertThat(text.substring(begin)).startsWith(step.take());
        int back = (int) step.put().chars().filter(sign -> sign == '\b').count();
        return text.substring(0, begin - back) + step.put().replace("\b", "") + text.substring(begin + step.take().length());
    }

    private static TreeSet<String> words(String text) {
        var words = new TreeSet<String>();
        WORD.matcher(text).results().forEach(found -> words.add(found.group().toLowerCase(Locale.ROOT)));
        return words;
    }
}
