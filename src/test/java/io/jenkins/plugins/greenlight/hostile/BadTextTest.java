package io.jenkins.plugins.greenlight.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that are no text, and text that no tool writes. */
class BadTextTest {
    @ParameterizedTest @EnumSource(Sample.class) void readsAReportBehindAByteOrderMark(Sample sample) {
        assertThat(Seen.in(sample, "\ufeff" + sample.text())).contains(new Seen(sample.count(), false));
    }

    /** A scanner's file on Windows may be redirected by a shell that makes UTF-16 of it. */
    @ParameterizedTest @EnumSource(Sample.class) void readsUtf16OrRefusesIt(Sample sample) {
        for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            String text = "\ufeff" + sample.text().replace("encoding=\"UTF-8\"", "encoding=\"UTF-16\"");

            var seen = Seen.in(sample, text.getBytes(charset));

            assertThat(seen.map(Seen::count).orElse((long) sample.count())).isEqualTo(sample.count());
        }
    }

    @ParameterizedTest @EnumSource(Sample.class) void refusesBytesThatAreNoUtf8(Sample sample) {
        for (String bad : List.of("ff", "f8 88 80 80 80", "c3", "e2 82")) {
            if (sample != Sample.LCOV) {
                assertThat(Seen.in(sample, withBytes(sample, bad))).as(sample + " with the bytes " + bad).isEmpty();
            }
        }
    }

    /** Longer than need be, halves of pairs, beyond Unicode; a file's name in LCOV may be any bytes. */
    @ParameterizedTest @EnumSource(Sample.class) void losesNothingToBytesThatAreNearlyUtf8(Sample sample) {
        for (String bad : List.of("c0 af", "ed a0 80", "ed bf bf", "f4 90 80 80")) {
            assertThat(Seen.in(sample, withBytes(sample, bad)).map(Seen::count).orElse((long) sample.count())).isEqualTo(sample.count());
        }
    }

    @Test void tellsFilesApartByBytesThatAreNoUtf8() {
        var bytes = new ByteArrayOutputStream();
        for (int name = 0xfa; name <= 0xff; name++) {
            bytes.writeBytes("SF:src/".getBytes(StandardCharsets.US_ASCII));
            bytes.write(name);
            bytes.writeBytes(".c\nDA:1,1\nend_of_record\n".getBytes(StandardCharsets.US_ASCII));
        }

        assertThat(Seen.in(Sample.LCOV, bytes.toByteArray())).contains(new Seen(6, false));
    }

    private static byte[] withBytes(Sample sample, String bytes) {
        var out = new ByteArrayOutputStream();
        String text = sample.text();
        int at = text.lastIndexOf("plain");
        out.writeBytes(text.substring(0, at).getBytes(StandardCharsets.UTF_8));
        for (String hex : bytes.split(" ")) {
            out.write(Integer.parseInt(hex, 16));
        }
        out.writeBytes(text.substring(at).getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    /** Where a NUL stands in a text of LCOV, only its name changes. */
    @ParameterizedTest @EnumSource(value = Sample.class, names = "LCOV", mode = EnumSource.Mode.EXCLUDE)
    void refusesANul(Sample sample) {
        assertThat(Seen.in(sample, sample.text().replaceFirst("plain", "a\u0000b"))).isEmpty();
        assertThat(Seen.in(sample, sample.text().replaceFirst("\n", "\n\u0000"))).isEmpty();
        assertThat(Seen.in(sample, sample.text() + "\u0000")).isEmpty();
    }

    @Test void refusesANulAmongTheRecordsOfLcov() {
        assertThat(Seen.in(Sample.LCOV, Sample.LCOV.text().replace("DA:4", "D\u0000A:4"))).isEmpty();
        assertThat(Seen.in(Sample.LCOV, Sample.LCOV.text().replace("DA:4,2", "DA:4\u0000,2"))).isEmpty();
    }

    @ParameterizedTest @EnumSource(Sample.class) void refusesWhatFollowsTheReport(Sample sample) {
        for (String more : sample.isJson() ? List.of("x", "{}", "]") : sample.isXml() ? List.of("x", "<x/>", "</x>")
                : List.of("BRDA:1,0,0,1", "DA:7,1", "SF:x")) {
            assertThat(Seen.in(sample, sample.text() + more).filter(seen -> !seen.doubtful())).as(sample + " and then " + more).isEmpty();
        }
    }

    @ParameterizedTest @ValueSource(strings = {"", " ", "\n\n", "\ufeff", "\u0000", "\u0000\u0000\u0000\u0000", "null", "true", "0",
        "\"\"", "[]", "{}", "[[]]", "<", "<?xml version=\"1.0\"?>", "<x/>", "TN:\n", "end_of_record\n", "%PDF-1.7", "\u007fELF", "MZ"})
    void refusesWhatIsNoReport(String text) {
        for (var sample : Sample.values()) {
            assertThat(Seen.in(sample, text).filter(seen -> !seen.doubtful())).as("\"" + text + "\" for " + sample)
                    .matches(seen -> seen.isEmpty() || seen.get().count() == 0 && text.equals("[]"));
        }
    }

    /** What mutation found. */
    @ParameterizedTest @ValueSource(strings = {"<class sourcefile=\"A.java\">", "<class name=\"\">", "<class name=\"shop/\">", "<group>"})
    void refusesAMethodThatIsOfNoClass(String owner) {
        String text = Sample.JACOCO.text().replaceFirst("<class [^>]*>", owner)
                .replaceFirst("</class>", owner.startsWith("<group") ? "</group>" : "$0");

        assertThat(Seen.in(Sample.JACOCO, text)).isEmpty();
    }
}
