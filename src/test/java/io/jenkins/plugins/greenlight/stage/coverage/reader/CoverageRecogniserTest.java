package io.jenkins.plugins.greenlight.stage.coverage.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.stage.coverage.lines.CoverageFormat;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoverageRecogniserTest {
    private static final String JACOCO = "<report name='r'><package name='p'><sourcefile name='A.java'><line nr='1' mi='0' "
            + "ci='1'/></sourcefile>"
            + "</package></report>";
    private static final String COBERTURA = "<coverage><packages><package><classes><class filename='a'><lines><line "
            + "number='1' hits='1'/></lines>"
            + "</class></classes></package></packages></coverage>";
    private static final String LCOV = "SF:a\nDA:1,1\nend_of_record\n";

    @TempDir private Path folder;

    private CoverageFormat format(String text) throws Exception {
        return ReportText.read(folder, text).format();
    }

    @Test void tellsFormatsByWhatTheFileHolds() throws Exception {
        assertThat(format(JACOCO)).isEqualTo(CoverageFormat.JACOCO);
        assertThat(format("\n" + COBERTURA)).isEqualTo(CoverageFormat.COBERTURA);
        assertThat(format("\n# a comment\n" + LCOV)).isEqualTo(CoverageFormat.LCOV);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void readsEveryFormatWithAByteOrderMark(String charset) throws Exception {
        for (String text : new String[] {JACOCO, COBERTURA, LCOV}) {
            assertThat(ReportText.read(folder, ("\ufeff" + text).getBytes(Charset.forName(charset))).hasLines()).isTrue();
        }
    }

    @Test void acceptsADoctypeWithoutDeclarationsAndNoOther() throws Exception {
        assertThat(format("<!DOCTYPE report PUBLIC '-//JACOCO//DTD Report 1.1//EN' 'report.dtd'[ ]>" + JACOCO))
                .isEqualTo(CoverageFormat.JACOCO);
        assertThatExceptionOfType(ParseException.class)
                .isThrownBy(() -> format("<!DOCTYPE report SYSTEM 'report.dtd' [<!ENTITY a 'b'>]>" + JACOCO))
                .withMessageContaining("declarations");
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> format("<!DOCTYPE report [ <!-- ]> -->" + JACOCO));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"<coverage generated='1' clover='3.2.0'><project/></coverage> | Clover",
        "<coverage><project/></coverage> | Clover", "<coverage profilerVersion='1.5.8'><module/></coverage> | NCover",
        "<coverage version='1'><file path='a'/></coverage> | SonarQube",
                "<coverage version='0.3'><assembly/></coverage> | <assembly>",
        "<CoverageSession/> | OpenCover", "<Root DotCoverVersion='2023.3'/> | dotCover",
                "<results><modules/></results> | Visual Studio",
        "<mutations/> | PIT", "<testsuites/> | JUnit", "<testsuite/> | JUnit", "<BugCollection/> | SpotBugs", "<html/> | HTML",
        "<report><file/></report> | <file>", "<other/> | <other>", "mode: set | Go",
                "'{\"data\":[{\"files\":[]}],\"type\":\"llvm.coverage.json.export\"}' | LLVM",
        "'{\"/a.js\":{\"path\":\"/a.js\",\"statementMap\":{}}}' | istanbul", "'{\"RSpec\":{\"coverage\":{}}}' | simplecov",
        "'{\"meta\":{},\"files\":{\"a.py\":{\"executed_lines\":[1]}}}' | coverage.py",
                "'{\"gcovr/format_version\":\"0.5\"}' | gcov",
        "'{\"version\":\"2.1.0\",\"runs\":[]}' | SARIF", "[] | JSON", "hello | neither", "'' | empty"})
    void refusesOtherReportsByName(String text, String name) {
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> format(text)).withMessageStartingWith("report")
                .withMessageContaining(name).withMessageContaining("Expected");
    }

    @Test void refusesExecutionDataWithTheWayToAReport() {
        byte[] exec = {1, (byte) 0xc0, (byte) 0xc0, 0x10, 7, 0x10, 0, 4};

        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> ReportText.read(folder, exec))
                .withMessageContaining("jacoco:report");
    }

    @Test void refusesBytesThatAreNoText() {
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> ReportText.read(folder, new byte[] {0, 0, 0, 0}));
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> ReportText.read(folder, new byte[] {'<', 0, 0}));
        assertThatExceptionOfType(ParseException.class)
                .isThrownBy(() -> ReportText.read(folder, JACOCO.replace("A.java", "ü").getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test void refusesALineOfJacocoOutsideOfASourceFile() {
        assertThatExceptionOfType(ParseException.class)
                .isThrownBy(() -> format("<report><package name='p'><line nr='1' mi='0' ci='1'/></package></report>"))
                .withMessageContaining("has a <line> in <package>");
    }
}
