package io.jenkins.plugins.greenlight.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlTest {
    private static final String JACOCO_DOCTYPE = "<!DOCTYPE report PUBLIC \"-//JACOCO//DTD Report 1.1//EN\"\n        \"report.dtd\">";

    @TempDir private Path folder;

    private static List<String> walk(byte[] bytes) throws IOException {
        var seen = new ArrayList<String>();
        try (var xml = Xml.open(new ByteArrayInputStream(bytes), "f.xml")) {
            while (xml.next()) {
                seen.add((xml.isStart() ? "<" : "/") + xml.name() + xml.depth());
            }
        }
        return seen;
    }

    private static List<String> walk(String text) throws IOException {
        return walk(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void refused(String text, String... parts) {
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> walk(text))
                .satisfies(e -> assertThat(List.of(parts)).allSatisfy(part -> assertThat(e.getMessage()).contains(part)))
                .withMessageMatching("(?s)f\\.xml:\\d+:\\d+: .+");
    }

    @Test void goesFromElementToElement() throws IOException {
        assertThat(walk("<?xml version='1.0'?><!-- c --><a>t<b x='1'/><?p i?><c/></a>"))
                .containsExactly("<a1", "<b2", "/b2", "<c2", "/c2", "/a1");
    }

    @Test void givesAttributesTextsAndPlaces() throws IOException {
        try (var xml = Xml.open(new ByteArrayInputStream(
                "<a>\n <b x='1&lt;2' n='7'>one <i>two</i> <![CDATA[<three>]]></b>\n <c/></a>".getBytes(StandardCharsets.UTF_8)), "f.xml")) {
            assertThat(xml.next() && xml.next()).isTrue();
            assertThat(xml.isStart("b")).isTrue();
            assertThat(xml.attribute("x")).contains("1<2");
            assertThat(xml.attribute("y")).isEmpty();
            assertThat(xml.count("n")).contains(7);
            assertThat(xml.count("y")).isEmpty();
            assertThat(xml.place().line()).isEqualTo(2);
            assertThat(xml.text()).isEqualTo("one two <three>");
            assertThat(xml.isStart("b")).isFalse();
            assertThat(xml.depth()).isEqualTo(2);
            assertThat(xml.next() && xml.isStart("c") && xml.depth() == 2).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "", "1.5", "x", "9999999999", " 1", "+1"})
    void refusesACountThatIsNone(String value) throws IOException {
        try (var xml = Xml.open(new ByteArrayInputStream(("<a n='" + value + "'/>").getBytes(StandardCharsets.UTF_8)), "f.xml")) {
            xml.next();

            assertThatExceptionOfType(ParseException.class).isThrownBy(() -> xml.count("n"))
                    .withMessageContaining("n=\"" + value + "\"").withMessageContaining("Expected a whole number");
        }
    }

    @Test void toleratesADoctypeThatOnlyNamesADtd() throws IOException {
        assertThat(walk("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>" + JACOCO_DOCTYPE + "<report/>"))
                .containsExactly("<report1", "/report1");
        assertThat(walk("<!DOCTYPE coverage SYSTEM 'http://127.0.0.1:1/coverage-04.dtd'>\n<coverage/>"))
                .containsExactly("<coverage1", "/coverage1");
        assertThat(walk("<!DOCTYPE a><a/>")).containsExactly("<a1", "/a1");
    }

    @Test void keepsLineNumbersBehindADoctype() {
        refused(JACOCO_DOCTYPE + "\n<report>\n</oops>", "f.xml:4:");
    }

    @Test void neverFetchesTheDtd() throws IOException {
        var dtd = Files.writeString(folder.resolve("report.dtd"), "<!ENTITY here 'fetched'>");

        refused("<!DOCTYPE report SYSTEM '" + dtd.toUri() + "'><report>&here;</report>", "here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<a>x&foo;y</a>", "<a b='x&foo;y'/>"})
    void refusesAnEntityNobodyDeclared(String text) {
        refused(text, "f.xml:1:", "foo");
        refused("<!DOCTYPE a SYSTEM 'a.dtd'>" + text, "f.xml:1:", "foo");
        refused("<?xml version='1.0' standalone='no'?>\n<!-- c -->\n<!DOCTYPE a PUBLIC \"p\" 'a.dtd'>\n" + text, "f.xml:4:",
                "foo");
    }

    @Test void refusesTheBillionLaughs() {
        var bomb = new StringBuilder("<!DOCTYPE lolz [<!ENTITY lol0 'lol'>");
        for (int i = 1; i < 10; i++) {
            bomb.append("<!ENTITY lol").append(i).append(" '").append(("&lol" + (i - 1) + ";").repeat(10)).append("'>");
        }

        refused(bomb + "]>\n<lolz>&lol9;</lolz>", "f.xml:1:", "declarations");
    }

    @Test void refusesAnExternalEntity() {
        refused("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>\n<a>&x;</a>", "f.xml:1:", "declarations");
        refused("<!DOCTYPE a [<!ENTITY % x SYSTEM 'file:///etc/hostname'> %x;]>\n<a/>", "declarations");
        refused("<!DOCTYPE a SYSTEM 'a.dtd' [<!ENTITY x 'y'>]>\n<a/>", "declarations");
    }

    @Test void refusesDeclarationsEvenWhenNothingRefersToThem() {
        refused("<!DOCTYPE a [<!ATTLIST a b CDATA 'default'>]><a/>", "declarations");
    }

    @Test void refusesADoctypeBehindAVeryLongComment() {
        refused("<!--" + "x".repeat(20_000) + "--><!DOCTYPE a SYSTEM 'a.dtd'><a b='&foo;'/>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "<a>", "<a><b></b>", "<a", "<a x='1", "<a>text", "<a></b>", "<a/><b/>", "<a/>text",
            "text<a/>",
        "<a x='1' x='2'/>", "<a><![CDATA[x</a>", "<!-- <a/>", "<!DOCTYPE a", "<?xml version='1.0'?>", "<a>\u0001</a>"})
    void refusesWhatIsCutOffOrNotWellFormed(String text) {
        refused(text);
    }

    @Test void refusesATextThatIsCutOff() throws IOException {
        try (var xml = Xml.open(new ByteArrayInputStream("<a>\nabc".getBytes(StandardCharsets.UTF_8)), "f.xml")) {
            xml.next();

            assertThatExceptionOfType(ParseException.class).isThrownBy(xml::text).withMessageStartingWith("f.xml:2:");
        }
    }

    @Test void refusesBytesThatAreNotInTheEncodingTheyClaim() {
        var latin = "<?xml version='1.0' encoding='UTF-8'?>\n<a>\u00fc</a>".getBytes(StandardCharsets.ISO_8859_1);

        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> walk(latin))
                .withMessageMatching("f\\.xml:[12]:\\d+: .*bytes that are no text in its encoding.*");
        refused("<?xml version='1.0' encoding='klingon'?><a/>", "klingon", "UTF-8");
        refused("<?xml version='1.0' encoding='no such'?><a/>", "no such");
        refused("<?xml version='1.0' encoding='UTF-16'?><a/>");
    }

    @Test void readsTheEncodingsOfXml() throws IOException {
        record Sample(String declared, Charset charset) { }
        for (var sample : List.of(new Sample("<?xml version='1.0' encoding='ISO-8859-1'?>", StandardCharsets.ISO_8859_1),
                new Sample("\ufeff<?xml version='1.0' encoding='UTF-8'?>", StandardCharsets.UTF_8),
                new Sample("\ufeff<?xml version='1.0' encoding='UTF-16'?>", StandardCharsets.UTF_16BE),
                new Sample("\ufeff", StandardCharsets.UTF_16LE),
                new Sample("<?xml version='1.0' encoding='UTF-16'?>", StandardCharsets.UTF_16LE),
                new Sample("", StandardCharsets.UTF_8))) {
            assertThat(walk((sample.declared + "<\u00fc/>").getBytes(sample.charset))).containsExactly("<\u00fc1", "/\u00fc1");
        }
    }

    @Test void refusesAnAttributeOfAMegabyte() throws IOException {
        assertThat(walk("<a b='" + "x".repeat(400_000) + "'/>")).hasSize(2);
        refused("<a>\n<b c='" + "x".repeat(1 << 20) + "'/></a>", "longer than");
    }

    @Test void readsALongDocumentOfShortPieces() throws IOException {
        assertThat(walk("<a>" + "<b c='0123456789'>text</b>\n".repeat(100_000) + "</a>")).hasSize(200_002);
    }

    @Test void refusesALongTextTakenWholeAndPassesOneItDoesNotTake() throws IOException {
        String text = "<a><b>" + "x\n".repeat(1 << 20) + "</b></a>";

        assertThat(walk(text)).hasSize(4);
        try (var xml = Xml.open(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "f.xml")) {
            xml.next();
            assertThatExceptionOfType(ParseException.class).isThrownBy(xml::text).withMessageContaining("longer than");
        }
    }

    @Test void reads200LevelsAndRefuses201() throws IOException {
        assertThat(walk("<a>".repeat(200) + "</a>".repeat(200))).hasSize(400);
        refused("<a>".repeat(201) + "</a>".repeat(201), "more than 200 deep");
        refused("<a>".repeat(1_000_000), "more than 200 deep");
    }

    @Test void opensAFileAndSaysWhenThereIsNone() throws IOException {
        try (var xml = Xml.open(Files.writeString(folder.resolve("f.xml"), "<a/>"), "f.xml")) {
            assertThat(xml.next()).isTrue();
        }
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> Xml.open(folder.resolve("none.xml"), "none.xml"));
        var bad = Files.writeString(folder.resolve("bad.xml"), "<?xml version='1.0' encoding='klingon'?><a/>");
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> Xml.open(bad, "bad.xml"));
    }
}
