package io.jenkins.plugins.greenlight.finding.suppression;

import static io.jenkins.plugins.greenlight.finding.suppression.SuppressionFolder.TODAY;
import static io.jenkins.plugins.greenlight.finding.suppression.SuppressionFolder.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.parse.ParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are not what they should be, by mistake or on purpose. */
class SuppressionFileTest {
    private static final String ENTRY = "version: 1\nsuppressions:\n  - {id: A, owner: o, expires: never, reason: ";

    @TempDir private Path folder;
    private SuppressionFolder files;

    @BeforeEach void start() {
        files = new SuppressionFolder(folder);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "a.json|{\"Results\": []}|is JSON, and no VEX document", "a.json|[]|where a mapping is expected",
        "a.json|{\"vulnerabilities\": {\"CVE-1\": {}}}|is JSON, and no VEX document", "a.json|{\"bomFormat\": \"CycloneDX\"|is no JSON",
        "a.yaml|ignore: [A]|is a mapping with the keys \"ignore\"", "a.yaml|- A|is a list", "a.yaml|{}|keys (none)", "a.yaml|'  '|is empty",
        "a.yaml|a: [|is no YAML", "a.xml|<bom/>|is the text \"<bom/>\"", "a.txt|some words of prose|is the text",
        "vex.json|{\"@context\": \"https://openvex.dev/ns/v0.2.0\", \"statements\": []}|is OpenVEX, which is not read",
        "vex.json|{\"document\": {\"category\": \"csaf_vex\"}, \"vulnerabilities\": []}|is CSAF, which is not read"})
    void isNoFileOfSuppressions(String name, String text, String expected) {
        files.with(name, text);

        assertThat(files.problems()).singleElement().asString().startsWith(name).contains(expected);
    }

    @Test void isReadAsYamlUnderAnyName() {
        var read = files.with("accepted.txt", "# ours\n" + ENTRY + "r}\n").read();

        assertThat(read.all()).extracting(Suppression::format).containsExactly(SuppressionFormat.GREENLIGHT);
    }

    @Test void isToldOfByTheKeysOfBothFormats() {
        files.with("suppressions.yaml", "version: 1\nvulnerabilities:\n  - id: A\n");

        assertThat(files.problems()).anySatisfy(problem -> assertThat(problem).contains("unknown key \"vulnerabilities\""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"&a [x]|has an anchor", "*a|refers to an anchor", "!!python/object {}|has a tag",
        "\"a\\e[31mred\"|U+001B", "\"a\\u202Eb\"|U+202E", "\"a\\0b\"|U+0000", "\"a\\u2066b\"|U+2066"})
    void refusesWhatIsHostileInYaml(String reason, String expected) {
        files.with("suppressions.yaml", ENTRY + reason + "}\n");

        assertThat(files.problems()).singleElement().asString().startsWith("suppressions.yaml:3:").contains(expected);
    }

    @Test void refusesALineEndInAnId() {
        files.with("suppressions.yaml", "version: 1\nsuppressions:\n  - {id: \"A\\nB\", owner: o, expires: never, reason: r}\n");

        assertThat(files.problems()).containsExactly("suppressions.yaml:3:10: suppressions[0].id holds the character U+000A, which steers a"
                + " terminal or the direction of writing. Remove it.");
    }

    @Test void showsByItsCodeWhatCouldSteerATerminal() {
        files.with("suppressions.yaml", ENTRY + "r, \"x\\e[2J\\nsuppressions.yaml:1:1: fine\": 1}\n");

        assertThat(files.problems()).singleElement().asString().contains("x<U+001B>[2J<U+000A>suppressions.yaml:1:1: fine");
    }

    @Test void staysLegibleInOtherLanguages() {
        var read = files.with("suppressions.yaml", ENTRY + "\"Übung \u05D0\u200F \uD83D\uDE00\"}\n").read();

        assertThat(read.all().get(0).reason()).isEqualTo("Übung \u05D0\u200F \uD83D\uDE00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"suppressions.yaml", ".trivyignore", "other"})
    void refusesMoreThanOneMebibyte(String name) {
        String line = "# 34567890123456789012345678901\n";
        String most = line.repeat(1024 * 1024 / line.length() - 1);

        assertThat(files.with(".trivyignore", most + "A\n").read().all()).hasSize(1);
        assertThat(new SuppressionFolder(folder).with(name, most + line + "A\n").problems()).containsExactly(
                name + ": is larger than 1 MiB. Expected a short file of suppressions.");
    }

    @Test void refusesBytesThatAreNoText() throws IOException {
        var file = Files.write(folder.resolve(".trivyignore"), new byte[] {'A', (byte) 0xC3, '\n'});

        assertThatThrownBy(() -> Suppressions.read(List.of(new Suppressions.Source(file, ".trivyignore")))).isInstanceOf(ParseException.class)
                .hasMessage(".trivyignore: is no UTF-8 text. Expected one: save it in UTF-8.");
    }

    @Test void isMissedWhenItIsNotThere() {
        assertThatThrownBy(() -> Suppressions.read(List.of(new Suppressions.Source(folder.resolve("no.yaml"), "no.yaml"))))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test void endsItsListOfProblemsSomewhere() {
        files.with(".trivyignore", "A exp:x\n".repeat(250));

        assertThat(files.problems()).hasSize(101).last().isEqualTo("and 150 more.");
    }

    @Test void suppressesNothingWhenOneOfTheFilesIsWrong() {
        files.with(".trivyignore", "A\n").with("b.json", "{}");

        assertThat(files.problems()).hasSize(1);
    }

    @Test void takesAFindingsPathForNothingButText() {
        var read = files.with("suppressions.yaml", "version: 1\nsuppressions:\n  - {paths: [\"src/**\"], owner: o, expires: never, reason: r}\n").read();

        assertThat(read.match(code("A", "src/\u0000/../../../etc/passwd"), TODAY)).isEmpty();
        assertThat(read.match(code("A", "src/\u0000"), TODAY)).isPresent();
    }
}
