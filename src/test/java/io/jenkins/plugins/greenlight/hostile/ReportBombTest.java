package io.jenkins.plugins.greenlight.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.greenlight.finding.CollectingSink;
import io.jenkins.plugins.greenlight.finding.reader.ReportRecogniser;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.stage.coverage.reader.CoverageRecogniser;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Little that wants to become much. */
class ReportBombTest {
    private static final int MIB = 1 << 20;

    @TempDir private Path folder;

    static List<Sample> xml() {
        return Sample.xml();
    }

    static List<Sample> json() {
        return Sample.json();
    }

    @ParameterizedTest @MethodSource("xml") void refusesTheBillionLaughs(Sample sample) {
        var bomb = new StringBuilder("<!DOCTYPE lolz [<!ENTITY l0 'lol'>");
        for (int i = 1; i < 10; i++) {
            bomb.append("<!ENTITY l").append(i).append(" '").append(("&l" + (i - 1) + ";").repeat(10)).append("'>");
        }
        assertThat(Seen.in(sample, bomb + "]>" + body(sample).replace("plain", "&l9;"))).isEmpty();
    }

    @ParameterizedTest @MethodSource("xml") void refusesTheQuadraticBlowUp(Sample sample) {
        String bomb = "<!DOCTYPE lolz [<!ENTITY l '" + "l".repeat(100_000) + "'>]>" + body(sample);
        assertThat(Seen.in(sample, bomb.replace("plain", "&l;".repeat(1000)))).isEmpty();
    }

    @ParameterizedTest @MethodSource("xml") void refusesElementsNestedVeryDeep(Sample sample) {
        String deep = body(sample).replaceFirst("<" + sample.root() + "[^>]*>", "$0" + "<x>".repeat(100_000));

        assertThat(Seen.in(sample, deep)).isEmpty();
    }

    @ParameterizedTest @MethodSource("json") void refusesListsAndMapsNestedVeryDeep(Sample sample) {
        for (String opening : List.of("[", "{\"x\":")) {
            String deep = sample.text().replaceFirst("\\{", "{\"deep\": " + opening.repeat(100_000));

            assertThat(Seen.in(sample, deep)).isEmpty();
        }
    }

    /** A text of 21 MB is refused or passed over: it is never kept. */
    @ParameterizedTest @EnumSource(Sample.class) void readsOrRefusesAHugeText(Sample sample) {
        var seen = Seen.in(sample, sample.text().replaceFirst("plain", "x".repeat(21 * MIB)));

        assertThat(seen.map(Seen::count).orElse((long) sample.count())).isEqualTo(sample.count());
    }

    @ParameterizedTest @MethodSource("json") void readsOrRefusesHugeNumbers(Sample sample) {
        for (String number : List.of("1".repeat(100_000), "1e999999999", "-1e-999999999", "0." + "1".repeat(100_000), "1e400")) {
            for (String place : List.of("(?<=: )[0-9]+(\\.[0-9])?", "(?<=\\[)[0-9]+")) {
                var seen = Seen.in(sample, sample.text().replaceAll(place, number));

                assertThat(seen.map(Seen::count).orElse((long) sample.count())).isEqualTo(sample.count());
            }
        }
    }

    @ParameterizedTest @EnumSource(value = Sample.class, names = {"JACOCO", "COBERTURA", "LCOV"})
    void readsOrRefusesHugeCounts(Sample sample) {
        for (String number : List.of("2147483648", "99999999999999999999", "1e9", "9".repeat(100_000), "-1")) {
            for (String place : List.of("(?<=hits=\")4", "(?<=number=\")4", "(?<=nr=\")4", "(?<=ci=\")3", "(?<=mi=\")1", "(?<=DA:3,)4",
                    "(?<=DA:)4", "(?<=BRDA:4,0,0,)1")) {
                var seen = Seen.in(sample, sample.text().replaceAll(place, number));

                assertThat(seen.filter(one -> !one.doubtful()).map(Seen::count).orElse((long) sample.count())).as(place + " is " + number)
                        .isEqualTo(sample.count());
            }
        }
    }

    @ParameterizedTest @ValueSource(strings = {"zip", "gzip"})
    void refusesAnArchiveByNameWithoutUnpackingIt(String kind) throws IOException {
        var bomb = bomb(kind);
        assertThat(Files.size(bomb)).isLessThan(2 * MIB);

        assertThatExceptionOfType(ParseException.class).isThrownBy(() ->
                ReportRecogniser.read(bomb, "report." + kind, new CollectingSink()))
                .withMessageStartingWith("report." + kind).withMessageContaining(kind);
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> CoverageRecogniser.read(bomb, "report." + kind))
                .withMessageStartingWith("report." + kind).withMessageContaining(kind);
    }

    /** 200 MB of blanks before a report. */
    private Path bomb(String kind) throws IOException {
        var file = folder.resolve("bomb");
        try (var out = Files.newOutputStream(file); var packed = packed(kind, out)) {
            byte[] blanks = " ".repeat(MIB).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 200; i++) {
                packed.write(blanks);
            }
            packed.write(Sample.SARIF.bytes());
        }
        return file;
    }

    private static OutputStream packed(String kind, OutputStream out) throws IOException {
        if (kind.equals("gzip")) {
            return new GZIPOutputStream(out);
        }
        var zip = new ZipOutputStream(out);
        zip.putNextEntry(new ZipEntry("report.sarif"));
        return zip;
    }

    private static String body(Sample sample) {
        String text = sample.text();
        return text.substring(text.indexOf("<" + sample.root()));
    }
}
