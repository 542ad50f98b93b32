package io.jenkins.plugins.greenlight.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WithoutCdataTest {
    private static String read(String text) throws IOException {
        try (var reader = new WithoutCdata(new StringReader(text)); var out = new StringWriter()) {
            reader.transferTo(out);
            return out.toString();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"<a>x</a> | <a>x</a>", "<a><![CDATA[<b>]] ]> ]]]></a> | <a></a>", "<a><![CDATA[]]><![CDATA[y]]>z</a> | <a>z</a>",
        "<a><!-- <![CDATA[ --><b/><!-- ]]> --></a> | <a><!-- <![CDATA[ --><b/><!-- ]]> --></a>", "<?x <![CDATA[ ?><a/><?y ]]> ?> | <?x <![CDATA[ ?><a/><?y ]]> ?>",
        "<!DOCTYPE a><a/> | <!DOCTYPE a><a/>", "<a><!-x</a> | <a><!-x</a>", "<a><![CDATA[x | <a>", "<a b='>'>]]></a> | <a b='>'>]]></a>"})
    void leavesOutWhatIsQuotedAndNothingElse(String text, String rest) throws IOException {
        assertThat(read(text)).isEqualTo(rest);
    }

    @Test void keepsLineEnds() throws IOException {
        assertThat(read("<a>\n<![CDATA[1\n2\r\n3]]>\n</a>")).isEqualTo("<a>\n\n\n\n</a>");
    }
}
