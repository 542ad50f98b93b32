package io.jenkins.plugins.greenlight.parse;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTextTest {
    /** What YAML gives a meaning to comes often. */
    @Provide Arbitrary<String> texts() {
        var signs = Arbitraries.strings().withChars("ab1 -?:,[]{}#&*!|>'\"%@`\\\n\t\r.~=$0xen+<").ofMaxLength(12);
        var any = Arbitraries.strings().ofMaxLength(20).filter(text -> text.codePoints().noneMatch(c -> c >= 0xD800 && c < 0xE000));
        return Arbitraries.oneOf(signs, any);
    }

    @Property(tries = 2000) void isReadBackAsTheSameText(@ForAll("texts") String text, @ForAll("texts") String key) {
        String block = "a:\n  " + YamlText.of(key) + ": " + YamlText.of(text) + "   # said\n";
        String flow = "a: {" + YamlText.of(key) + ": [" + YamlText.of(text) + ", " + YamlText.of(text) + "]} # said\n";

        assertThat(Yaml.read(block, "f").get("a").fields().get(key).text()).isEqualTo(text);
        assertThat(Yaml.read(flow, "f").get("a").fields().get(key).items()).extracting(Node::text).containsExactly(text, text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "10s", "GET /products", "line >= 80%", "http://127.0.0.1:9090", "**/jacoco.xml", "X-Greenlight-Release"})
    void staysAsPeopleWriteIt(String text) {
        assertThat(YamlText.of(text)).isEqualTo(text.startsWith("*") ? '"' + text + '"' : text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "true", "null", "~", "12", "0x1F", "1e3", ".inf", "- a", "a: b", "a #b", "[a", "*a", "${A}", "a ", "a:", "---"})
    void isQuotedWhereYamlWouldReadSomethingElse(String text) {
        assertThat(YamlText.of(text)).isEqualTo("\"" + text + "\"");
    }

    @ParameterizedTest
    @CsvSource({"1B,\\u001B", "202E,\\u202E", "85,\\u0085", "A0,\\u00A0", "2028,\\u2028", "E0001,\\U000E0001", "FEFF,\\uFEFF"})
    void leavesNothingToATerminalThatMovesItsCursor(String code, String escaped) {
        assertThat(YamlText.of("a" + Character.toString(Integer.parseInt(code, 16)))).isEqualTo("\"a" + escaped + "\"");
    }
}
