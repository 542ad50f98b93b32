package shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void readsStringsAndWholeNumbers() throws MalformedBody {
        var members = Json.readFlatObject(" { \"a\" : \"x\" ,\n\"b\":-12, \"c\":0 } ");

        assertThat(members).isEqualTo(Map.of("a", "x", "b", -12L, "c", 0L));
    }

    @Test
    void readsAnEmptyObject() throws MalformedBody {
        assertThat(Json.readFlatObject("{}")).isEmpty();
    }

    @Test
    void readsEveryEscape() throws MalformedBody {
        var members = Json.readFlatObject("{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u00C9\"}");

        assertThat(members).containsEntry("a", "\"\\/\b\f\n\r\t\u00e9\u00c9");
    }

    @Test
    void quotesWhatItCanReadBack() throws MalformedBody {
        var value = "a \"quoted\" \\ line\nand \u0001 \u00e9";

        assertThat(Json.readFlatObject("{\"a\":" + Json.quote(value) + "}")).containsEntry("a", value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{\"a\"", "{\"a\":", "{\"a\":}", "{\"a\":1,}", "{\"a\":1}x", "{a:1}", "{\"a\":1.5}",
        "{\"a\":01}", "{\"a\":-}", "{\"a\":1e3}", "{\"a\":true}", "{\"a\":null}", "{\"a\":{}}", "{\"a\":\"\\x\"}", "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"\\u\uff11\uff11\uff11\uff11\"}", "{\"a\":\"open}", "{\"a\":\"line\nend\"}", "{\"a\":1 \"b\":2}", "{\"a\":1234567890123456789}"})
    void refusesEverythingElseAndSaysWhere(String text) {
        assertThatThrownBy(() -> Json.readFlatObject(text)).isInstanceOf(MalformedBody.class)
                .hasMessageContaining("at character").hasMessageContaining("Expected");
    }

    @Test
    void refusesAKeyThatIsThereTwice() {
        assertThatThrownBy(() -> Json.readFlatObject("{\"a\":1,\"a\":2}")).isInstanceOf(MalformedBody.class)
                .hasMessage("The key \"a\" is there twice. Expected it once.");
    }

    @Test
    void refusesAnOrderThatIsNotUtf8() {
        var latin1 = "{\"product\":\"\u00e9\",\"quantity\":1}".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> OrderRequest.read(latin1)).isInstanceOf(MalformedBody.class).hasMessageContaining("not UTF-8");
    }
}
