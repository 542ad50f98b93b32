package io.jenkins.plugins.greenlight.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test void readsEveryKindOfValue() {
        var root = Json.read("{\"a\": [1, 2.5, \"x\", true, null], \"b\": {}}", "f.json");

        var items = root.get("a").items();
        assertThat(items.get(0).integer()).isEqualTo(1);
        assertThat(items.get(1).number()).isEqualTo(2.5);
        assertThat(items.get(2).text()).isEqualTo("x");
        assertThat(items.get(3).flag()).isTrue();
        assertThat(items.get(4).isNull()).isTrue();
        assertThat(root.get("b").fields()).isEmpty();
        assertThat(root.isMap() && root.get("a").isList() && items.get(0).isNumber() && items.get(2).isText()
                && items.get(3).isFlag()).isTrue();
    }

    @Test void knowsWhereEachPieceStood() {
        var node = Json.read("{\n  \"a\": [\n    {\"b\": 1}]}", "f.json").get("a").items().get(0).get("b");

        assertThat(node.path()).isEqualTo("a[0].b");
        assertThat(node.place()).hasToString("f.json:3:11");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"a\":1", "[1,]", "{'a':1}", "{\"a\":1,\"a\":2}", "// x\n{}", "NaN", "[1] [2]", "{} x",
            "\"abc",
        "nul", "01", "[1e999]", "[1e-999]"})
    void refusesWhatIsNotOneStrictDocument(String text) {
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> Json.read(text, "f.json"))
                .withMessageStartingWith("f.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n "})
    void saysThatAnEmptyDocumentIsEmpty(String text) {
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> Json.read(text, "f.json"))
                .withMessage("f.json: is empty. Expected a JSON document.");
    }

    @Test void reads200LevelsAndRefuses201() {
        assertThat(Json.read("[".repeat(200) + "]".repeat(200), "f").isList()).isTrue();
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> Json.read("[".repeat(201) + "]".repeat(201), "f"));
    }

    @Test void namesTheLineOfAMistake() {
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> Json.read("{\n\"a\": 1,\n\"b\" 2}", "f.json"))
                .withMessageStartingWith("f.json:3:");
    }

    @Test void writesKeysInOrderAndReadsThemBack() {
        var map = new LinkedHashMap<String, Object>();
        map.put("z", 1);
        map.put("a", Arrays.asList("x", null, true));

        assertThat(Json.write(map)).isEqualTo("{\"z\":1,\"a\":[\"x\",null,true]}");
        assertThat(Json.writePretty(map)).contains("\n").endsWith("}\n");
        assertThat(Json.read(Json.write(map), "f").plain()).asString().isEqualTo("{z=1, a=[x, null, true]}");
    }

    @Test void refusesToWriteWhatJsonDoesNotKnow() {
        assertThatIllegalArgumentException().isThrownBy(() -> Json.write(new Object())).withMessageContaining("JSON");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"[] | a list", "{} | a mapping", "\"x\" | the text \"x\"", "1.50 | the number 1.50",
        "true | the value true", "null | nothing"})
    void saysWhatKindOfThingANodeIs(String json, String kind) {
        assertThat(Json.read(json, "f").kind()).isEqualTo(kind);
    }

    @Test void saysWhatWasFoundAndWhatWasExpected() {
        var root = Json.read("{\"a\": \"x\", \"b\": 1.5, \"c\": null}", "f.json");

        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> root.get("a").number())
                .withMessage("f.json:1:7: a is the text \"x\". Expected a number.");
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> root.get("b").integer())
                .withMessageContaining("Expected a whole number");
        assertThatExceptionOfType(ParseException.class).isThrownBy(root::items)
                .withMessageContaining("the document is a mapping. Expected a list.");
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> root.get("d")).withMessageContaining("has no \"d\"");
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> root.get("c")).withMessageContaining("has no \"c\"");
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> root.get("a").get("b"))
                .withMessageContaining("a has no \"b\"");
        assertThat(root.find("c")).isEmpty();
        assertThat(root.get("a").find("x")).isEmpty();
    }

    @Test void takesWholeNumbersUpToTheEdgeOfALong() {
        assertThat(Json.read("9223372036854775807", "f").integer()).isEqualTo(Long.MAX_VALUE);
        assertThat(Json.read("5.0", "f").integer()).isEqualTo(5);
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> Json.read("9223372036854775808", "f").integer());
    }

    @Test void turnsATreeIntoPlainValues() {
        var plain = Json.read("{\"a\": [1, {\"b\": false}]}", "f").plain();

        assertThat(plain).isEqualTo(java.util.Map.of("a", List.of(new BigDecimal(1), java.util.Map.of("b", false))));
    }
}
