package io.jenkins.plugins.greenlight.stage.image.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstructionsTest {
    private static String all(String text) {
        return String.join("; ", Instructions.read(text).all().stream().map(each -> each.line() + " " + each.word() + " " + each.rest()).toList());
    }

    @Test void numbersInstructionsByTheLineTheyBeginIn() {
        assertThat(all("\uFEFF# escape=\\\r\n\r\n# from\r\nfrom scratch\r\nRUN a && \\\r\n# between\r\n\r\n  b\r\n\r\nCMD x")).isEqualTo(
                "4 FROM scratch; 5 RUN a &&   b; 10 CMD x");
    }

    @Test void takesAnotherEscapeSignOnlyAtTheTop() {
        assertThat(all("# escape=`\nFROM a\nRUN c:\\\nRUN x `\n y")).isEqualTo("2 FROM a; 3 RUN c:\\; 4 RUN x  y");
        assertThat(all("FROM a\n# escape=`\nRUN x \\\n y\nRUN z\\\\\nRUN q")).isEqualTo("1 FROM a; 3 RUN x  y; 5 RUN z\\\\; 6 RUN q");
        assertThat(all("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RUN echo --mount=x", "RUN [\"x\", \"<<EOF\"]", "RUN echo $((1<<2))", "RUN cat <<< word", "COPY --from=a --chown=1:1 b c",
        "ENV A=<<EOF", "HEALTHCHECK --interval=3s CMD true"})
    void knowsWhatAnyBuilderUnderstands(String line) {
        assertThat(Instructions.read(line).all().get(0).newer()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"$A, usual", "${A}x, usualx", "${B:-other}, other", "${B-other}, other", "${A:+set}, set", "${B:+set}, ''", "--platform=linux/amd64 q:${G} as z, q:given",
        "${NESTED}, usual-n", "'\"q$A\"', qusual", "$LATE, ''"})
    void resolvesWhatStandsBehindFrom(String from, String expected) {
        var names = new BaseName(Instructions.read("ARG A=usual B\nARG G=1\nARG NESTED=\"$A-n\"\nFROM x\nARG LATE=1\n").all(), Map.of("G", "given", "LATE", "2"));

        assertThat(names.of(from)).isEqualTo(expected);
    }
}
