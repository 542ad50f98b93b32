package io.jenkins.plugins.greenlight.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTest {
    @Test void knowsTheLineAndColumnOfEveryNode() {
        var root = Yaml.read("app: shop\nloadTest:\n  requests:\n    - GET /\n    - {method: POST}\n", "greenlight.yaml");

        var load = root.get("loadTest");
        var post = load.get("requests").items().get(1);
        assertThat(root.get("app").place()).hasToString("greenlight.yaml:1:6");
        assertThat(load.keyPlace()).hasToString("greenlight.yaml:2:1");
        assertThat(load.place()).hasToString("greenlight.yaml:3:3");
        assertThat(post.place()).hasToString("greenlight.yaml:5:7");
        assertThat(post.get("method").place()).hasToString("greenlight.yaml:5:16");
        assertThat(post.get("method").path()).isEqualTo("loadTest.requests[1].method");
    }

    @Test void readsTheCoreSchemaOfYaml12() {
        var root = Yaml.read("""
                text: yes
                flag: True
                none: ~
                empty:
                int: 18081
                negative: -0.50
                octal: 0o14
                hex: 0xFF
                leading: 0123
                exponent: 1e3
                quoted: "1"
                time: 12:30
                block: |
                  a
                  \tb
                """, "f");

        var plain = Map.copyOf(withoutNulls(root));
        assertThat(root.fields().get("none").isNull()).isTrue();
        assertThat(root.fields().get("empty").isNull()).isTrue();
        assertThat(plain).containsEntry("text", "yes").containsEntry("flag", true).containsEntry("quoted", "1")
                .containsEntry("time", "12:30").containsEntry("block", "a\n\tb\n");
        assertThat(List.of(root.get("int").integer(), root.get("octal").integer(), root.get("hex").integer(),
                root.get("leading").integer(), root.get("exponent").integer())).containsExactly(18081L, 12L, 255L, 123L, 1000L);
        assertThat(root.get("negative").number()).isEqualTo(-0.5);
    }

    private static Map<String, Object> withoutNulls(Node root) {
        var map = new java.util.HashMap<String, Object>();
        root.fields().forEach((key, node) -> map.put(key, node.isNull() ? "-" : node.plain()));
        return map;
    }

    @Test void takesNumbersAsKeysAsTheyAreWritten() {
        assertThat(Yaml.read("1.10: a\n0x1: b\n", "f").fields()).containsOnlyKeys("1.10", "0x1");
    }

    @Test void skipsAByteOrderMarkAndReadsCarriageReturns() {
        var root = Yaml.read("\uFEFFapp: shop\r\nname: x\r\n", "f");

        assertThat(root.get("app").text()).isEqualTo("shop");
        assertThat(root.get("name").place()).hasToString("f:2:7");
    }

    @Test void namesBothPlacesOfADuplicateKey() {
        assertRefused("app: a\nsecurity:\n  x: 1\napp: b\n", "f:4:1: has the key \"app\" again, first at f:1:1");
        assertRefused("{1: a, \"1\": b}", "f:1:8: has the key \"1\" again, first at f:1:2");
    }

    @Test void refusesAnchorsAndAliasesBeforeAnythingExpands() {
        assertRefused("a: &x [1]\nb: [*x, *x]\n", "f:1:4: has an anchor. Expected none");
        assertRefused("a: *x\n", "f:1:4: refers to an anchor");
        assertRefused("&k a: 1\n", "f:1:1: has an anchor. Expected none");
        assertRefused("*k : 1\n", "f:1:1: has a key that is no text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"!!str 5", "!foo bar", "!!map {}", "!!seq []", "!<tag:x> a", "! a"})
    void refusesTags(String value) {
        assertRefused("a: " + value, "f:1:4: has a tag. Expected none");
    }

    @Test void refusesATabAsIndentationAndSaysSo() {
        assertRefused("a:\n\tb: 1\n", "f:2:1: is indented with a tab. Expected spaces");
        assertRefused("a:\n  b: 1\n  \tc: 2\n", "f:3:3: is indented with a tab");
        assertRefused("a: 1\n\tb\n", "f:2:1: is indented with a tab");
        assertRefused("a: 1\n\tb: 2\n", "f:2:1: is indented with a tab");
        assertRefused("a:\n- b\n\t- c\n", "f:3:1: is indented with a tab");
        assertRefused("a: [\n\t1]\n", "f:2:1: is indented with a tab");
    }

    @Test void allowsTabsInsideTexts() {
        var root = Yaml.read("a: \"x\ty\"\nb: 'x\n\n  \ty'\nc: 1\t# remark\n", "f");

        assertThat(root.get("a").text()).isEqualTo("x\ty");
        assertThat(root.get("c").integer()).isEqualTo(1);
    }

    @Test void readsFiftyLevelsAndNotOneMore() {
        assertThat(Yaml.read("[".repeat(50) + "]".repeat(50), "f").isList()).isTrue();
        assertRefused("[".repeat(51) + "]".repeat(51), "f:1:51: is nested deeper than 50 levels");
        assertRefused("[".repeat(200_000), "f:1:51: is nested deeper than 50 levels");
        assertRefused("- ".repeat(100) + "a", "is nested deeper than 50 levels");
    }

    @Test void readsOneMebibyteAndNotOneByteMore() {
        String most = "a: " + "x".repeat(Yaml.MAX_BYTES - 3);

        assertThat(Yaml.read(most, "f").get("a").isText()).isTrue();
        assertRefused(most + "x", "f: is larger than 1 MiB");
        assertRefused("a: " + "\u00e4".repeat(Yaml.MAX_BYTES / 2), "f: is larger than 1 MiB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "# only a remark\n"})
    void refusesAnEmptyDocument(String text) {
        assertRefused(text, "f: is empty. Expected a YAML document.");
    }

    @Test void refusesASecondDocument() {
        assertThat(Yaml.read("---\na: 1\n...\n", "f").isMap()).isTrue();
        assertRefused("a: 1\n---\nb: 2\n", "f:2:1: begins a second document");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "true: 1|f:1:1: has the key true",
        "~: 1|f:1:1: has the key ~",
        "{[a]: 1}|f:1:2: has a key that is no text",
        "a: .inf|f:1:4: has the number .inf. Expected a finite one.",
        "a: .NaN|f:1:4: has the number .NaN",
        "a: 1e999|f:1:4: has a number beyond what can be held",
        "a: 1e99999999999|f:1:4: has the number 1e99999999999",
        "a: b: c|f:1:5: is no YAML: a second colon belongs to the same value. Expected one KEY: VALUE in a line",
        "a: [1, 2|f:1:4: is no YAML: a list that begins with [ here is not closed where line 1, column 9 is. Expected a comma or ] before that.",
        "a: 'x|f:1:4: is no YAML: a text in quotes begins here and does not end. Expected the same quote at its end.",
        "a: @x|f:1:4: is no YAML: a text begins with @, which means something else to YAML. Expected it in quotes.",
    })
    void saysWhereAndWhatIsWrong(String text, String message) {
        assertRefused(text, message);
    }

    @Test void refusesAGiantNumberAndControlCharacters() {
        assertRefused("a: " + "9".repeat(101), "f:1:4: has a number beyond what can be held. Expected at most 100 digits.");
        assertThat(Yaml.read("a: " + "9".repeat(100), "f").get("a").isNumber()).isTrue();
        assertRefused("a: 1\nb: \u0007x\n", "f:2:4: has the character U+0007");
    }

    @Test void givesPlaceAndProblemApart() {
        var e = catchThrowableOfType(ParseException.class, () -> Yaml.read("a: *x", "f"));

        assertThat(e.place()).isEqualTo(new Node.Place("f", 1, 4));
        assertThat(e.getMessage()).isEqualTo(e.place() + ": " + e.problem());
    }

    private static void assertRefused(String text, String message) {
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> Yaml.read(text, "f")).withMessageStartingWith("f")
                .withMessageContaining(message);
    }
}
