package io.jenkins.plugins.greenlight.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonStreamTest {
    @TempDir private Path folder;

    private JsonStream open(String text, Charset charset) throws IOException {
        return JsonStream.open(Files.writeString(folder.resolve("f.json"), text, charset), "f.json");
    }

    private JsonStream open(String text) throws IOException {
        return open(text, StandardCharsets.UTF_8);
    }

    @Test void walksAndTakesAndSkips() throws IOException {
        var seen = new ArrayList<String>();
        try (var json = open("{\"skipped\": {\"a\": [1]}, \"list\": [{\"b\": 1}, {\"b\": 2}, [3]], \"last\": \"x\"}")) {
            json.fields(key -> {
                switch (key) {
                    case "list" -> json.items(() -> seen.add(json.value().kind()));
                    case "last" -> seen.add(json.value().text());
                    default -> seen.add(key);
                }
            });
            json.end();
        }

        assertThat(seen).containsExactly("skipped", "a mapping", "a mapping", "a list", "x");
    }

    @Test void knowsThePlaceOfWhatItTakes() throws IOException {
        try (var json = open("[\n  {\"a\": tru}]")) {
            assertThatExceptionOfType(ParseException.class).isThrownBy(() -> json.items(json::value))
                    .withMessageStartingWith("f.json:2:");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1, 2", "[{\"a\": 1}", "[1] [2]", "[1]]", "[1] x", "[{\"a\":1,\"a\":2}]"})
    void refusesWhatIsCutOffOrGoesOnOrRepeatsAKey(String text) throws IOException {
        try (var json = open(text)) {
            assertThatExceptionOfType(ParseException.class).isThrownBy(() -> {
                json.items(() -> { });
                json.end();
            }).withMessageStartingWith("f.json:1:");
        }
    }

    @Test void saysThatAnEmptyFileIsEmpty() {
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> open(" ").close())
                .withMessage("f.json: is empty. Expected a JSON document.");
    }

    @Test void saysWhatItFoundWhereAListOrAMappingBelongs() throws IOException {
        try (var json = open("{\"a\": 1}")) {
            assertThatExceptionOfType(ParseException.class).isThrownBy(() -> json.items(() -> { }))
                    .withMessage("f.json:1:1: has a mapping where a list is expected.");
        }
        try (var json = open("3")) {
            assertThatExceptionOfType(ParseException.class).isThrownBy(() -> json.fields(key -> { }))
                    .withMessage("f.json:1:1: has the number 3 where a mapping is expected.");
        }
    }

    @Test void refusesBytesThatAreNoText() throws IOException {
        try (var json = open("[\"\u00fc\"]", StandardCharsets.ISO_8859_1)) {
            assertThatExceptionOfType(ParseException.class).isThrownBy(() -> json.items(json::value))
                    .withMessageStartingWith("f.json:1:");
        }
    }

    @Test void readsAByteOrderMarkAndWideEncodings() throws IOException {
        try (var json = open("\ufeff[\"\u00fc\"]")) {
            json.items(() -> assertThat(json.value().text()).isEqualTo("\u00fc"));
        }
        try (var json = open("[\"\u00fc\"]", StandardCharsets.UTF_16LE)) {
            json.items(() -> assertThat(json.value().text()).isEqualTo("\u00fc"));
        }
    }

    @Test void refusesMoreThan200Levels() throws IOException {
        try (var json = open("[".repeat(100_000))) {
            assertThatExceptionOfType(ParseException.class).isThrownBy(() -> json.items(() -> { }));
        }
    }

    @Test void tellsNullFromNothing() throws IOException {
        try (var json = open("[null]")) {
            json.items(() -> assertThat(json.isNull()).isTrue());
            json.end();
        }
    }

    @Test void takesScalarsWithoutATree() throws IOException {
        try (var json = open("{\"t\": \"x\", \"n\": null, \"i\": 7, \"d\": 7.5, \"yes\": true, \"no\": false}")) {
            json.fields(key -> {
                switch (key) {
                    case "t" -> assertThat(json.text()).isEqualTo("x");
                    case "n" -> assertThat(json.text()).isEmpty();
                    case "i" -> assertThat(json.integer()).isEqualTo(7);
                    case "d" -> assertThat(json.number()).isEqualTo(7.5);
                    default -> assertThat(json.flag()).isEqualTo(key.equals("yes"));
                }
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text 1", "text {}", "number \"1\"", "integer 1.5", "integer 99999999999999999999", "integer true", "flag 1",
        "number 1e999", "flag null"})
    void refusesAScalarOfAnotherKind(String text) throws IOException {
        try (var json = open("[" + text.substring(text.indexOf(' ')) + "]")) {
            assertThatExceptionOfType(ParseException.class).isThrownBy(() -> json.items(() -> {
                switch (text.substring(0, text.indexOf(' '))) {
                    case "text" -> json.text();
                    case "number" -> json.number();
                    case "integer" -> json.integer();
                    default -> json.flag();
                }
            })).withMessageStartingWith("f.json:1:");
        }
    }

    @Test void stopsAtTheFirstKeyThatIsEnough() throws IOException {
        try (var json = open("{\"a\": {\"b\": 1}, \"b\": 2, \"c\": broken")) {
            assertThat(json.anyField("b"::equals)).isTrue();
            assertThat(json.integer()).isEqualTo(2);
        }
        try (var json = open("{\"a\": {\"b\": 1}}")) {
            assertThat(json.anyField("b"::equals)).isFalse();
            json.end();
        }
    }

    @Test void goesToTheFirstElementOfAListThatHasOne() throws IOException {
        try (var json = open("[{\"a\": 1}, broken")) {
            assertThat(json.firstItem()).isTrue();
            assertThat(json.anyField("a"::equals)).isTrue();
        }
        try (var json = open("[]")) {
            assertThat(json.firstItem()).isFalse();
            json.end();
        }
        try (var json = open("{}")) {
            assertThatExceptionOfType(ParseException.class).isThrownBy(json::firstItem).withMessageContaining("a list is expected");
        }
    }
}
