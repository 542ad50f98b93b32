package io.jenkins.plugins.greenlight.stage.coverage.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.greenlight.parse.ParseException;
import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiffReaderTest {
    private static final String A = "diff --git a/A.java b/A.java\nindex 1..2 100644\n--- a/A.java\n+++ b/A.java\n";

    private static Changes read(String diff) throws IOException {
        return DiffReader.read(new StringReader(diff), "c.diff");
    }

    private static String lines(String diff, String file) throws IOException {
        return read(diff).lines().get(file).toString();
    }

    @Test void findsAddedAndRewrittenLinesWithAndWithoutContext() throws IOException {
        assertThat(lines(A + "@@ -3 +3 @@ class A {\n-old\n+new\n@@ -10,0 +11,2 @@\n+one\n+two\n", "A.java")).isEqualTo("3, 11-12");
        assertThat(lines(A + "@@ -1,5 +1,6 @@\n one\n-two\n+2\n+2b\n three\n\n five\n", "A.java")).isEqualTo("2-3");
    }

    @Test void takesNothingFromAFileThatOnlyLosesLinesOrIsNoMore() throws IOException {
        var changes = read(A + "@@ -3,2 +2,0 @@\n-a\n-b\ndiff --git a/B.java b/B.java\ndeleted file mode 100644\nindex 1..0\n--- a/B.java\n"
                + "+++ /dev/null\n@@ -1,2 +0,0 @@\n-a\n-b\n");

        assertThat(changes.isEmpty()).isTrue();
    }

    @Test void readsNewRenamedAndCopiedFilesUnderTheirNewNames() throws IOException {
        assertThat(read("diff --git a/N.java b/N.java\nnew file mode 100644\nindex 0..1\n--- /dev/null\n+++ b/N.java\n@@ -0,0 +1,2 @@\n+a\n+b\n"
                + "diff --git a/x/Old.java b/y/New name.java\nsimilarity index 90%\nrename from x/Old.java\nrename to y/New name.java\nindex 1..2\n"
                + "--- a/x/Old.java\n+++ b/y/New name.java\t\n@@ -5 +5 @@\n-a\n+b\ndiff --git a/P.java b/Q.java\nsimilarity index 100%\n"
                + "rename from P.java\nrename to Q.java\n").lines()).isEqualTo(Map.of("N.java", LineRanges.of(1, 2), "y/New name.java", LineRanges.of(5)));
    }

    @Test void readsQuotedPathsByTheirBytes() throws IOException {
        assertThat(lines("diff --git \"a/na\\303\\257ve \\\"q\\\"\\t.js\" \"b/na\\303\\257ve \\\"q\\\"\\t.js\"\n--- \"a/na\\303\\257ve \\\"q\\\"\\t.js\"\n"
                + "+++ \"b/na\\303\\257ve \\\"q\\\"\\t.js\"\n@@ -1 +1 @@\n-a\n+b\n", "na\u00efve \"q\"\t.js")).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "diff --git src/A.java src/A.java | --- src/A.java | +++ src/A.java",
        "diff --git a/src/A.java b/src/A.java | --- a/src/A.java | +++ b/src/A.java",
        "diff --git c/src/A.java w/src/A.java | --- c/src/A.java | +++ w/src/A.java",
        "diff --git src/A.java src/A.java | --- /dev/null | +++ src/A.java",
        "diff -ru old/src/A.java src/A.java | --- old/src/A.java 2026-01-01 | +++ src/A.java",
        "Index: src/A.java | --- a/src/A.java | +++ b/src/A.java"})
    void takesAPrefixOffWhereThereIsOne(String header, String before, String after) throws IOException {
        assertThat(lines(header + "\n" + before + "\n" + after + "\n@@ -1 +1 @@\n-a\n+b\n", "src/A.java")).isEqualTo("1");
    }

    @Test void leavesAFolderNamedLikeAPrefixWhereItIs() throws IOException {
        assertThat(lines("diff --git b/A.java b/A.java\n--- b/A.java\n+++ b/A.java\n@@ -1 +1 @@\n-a\n+b\n", "b/A.java")).isEqualTo("1");
    }

    @Test void readsLinesThatLookLikeNamesAndHunks() throws IOException {
        assertThat(lines(A + "@@ -1,2 +1,3 @@\n--- a\n-@@ -1 +1 @@\n+++ b\n+diff --git a/x b/x\n+@@ -9 +9 @@\n", "A.java")).isEqualTo("1-3");
    }

    @Test void readsFilesWithoutALastLineEndAndWithReturns() throws IOException {
        assertThat(lines(A + "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n", "A.java")).isEqualTo("1");
        assertThat(lines((A + "@@ -1 +1,2 @@\n-a\n+b\n+c\n").replace("\n", "\r\n"), "A.java")).isEqualTo("1-2");
        assertThat(lines(A + "@@ -1 +1,2 @@\n-a\n+b\rx\ry\n+c\n", "A.java")).isEqualTo("1-2");
    }

    @Test void passesOverModesSubmodulesAndBinaries() throws IOException {
        var changes = read("diff --git a/run b/run\nold mode 100644\nnew mode 100755\ndiff --git a/lib b/lib\nindex 12..34 160000\n--- a/lib\n+++ b/lib\n"
                + "@@ -1 +1 @@\n-Subproject commit 12\n+Subproject commit 34\ndiff --git a/i.png b/i.png\nindex 1..2 100644\n"
                + "Binary files a/i.png and b/i.png differ\ndiff --git a/j.png b/j.png\nindex 1..2 100644\nGIT binary patch\nliteral 3\nKc$@(M0RR91\n\n"
                + "literal 0\nHcmV?d00001\n\n" + A.replace("A.java", "Z.java") + "@@ -1 +1 @@\n-a\n+b\n");

        assertThat(changes.lines()).containsOnlyKeys("Z.java");
        assertThat(changes.opaque()).containsExactly("i.png", "j.png");
    }

    @Test void readsALetterWithAPatch() throws IOException {
        assertThat(lines("From 1234 Mon Sep 17\nSubject: [PATCH] x\n\n---\n A.java | 2 +-\n\n" + A + "@@ -1 +1 @@\n-a\n+b\n-- \n2.39.5\n\n", "A.java"))
                .isEqualTo("1");
    }

    @Test void readsNothingAsNoChange() throws IOException {
        assertThat(read("").isEmpty()).isTrue();
        assertThat(read("\n").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "@@ -1 +1 @@;-a | c.diff:6:1 | is cut off",
        "@@ -1 +1,3 @@;-a;+b;diff --git a/B b/B | c.diff:8:1 | inside a hunk",
        "@@ -1 +1 @@;-a;+b;+c | c.diff:8:1 | belongs to no hunk",
        "@@ -1 +1 @@;-a;+b; c | c.diff:8:1 | belongs to no hunk",
        "@@ -1 +1 @@;-a;-b;+c | c.diff:7:1 | inside a hunk",
        "@@ -x +1 @@;-a;+b | c.diff:5:1 | malformed hunk",
        "@@ -1 +1;-a;+b | c.diff:5:1 | malformed hunk",
        "@@ -1 +2147483647,2 @@;-a;+b;+c | c.diff:5:1 | malformed hunk",
        "@@ -1 +0 @@;-a;+b | c.diff:5:1 | malformed hunk",
        "@@ -9 +9 @@;-a;+b;@@ -1 +1 @@;-a;+b | c.diff:10:1 | out of order",
        "@@@ -1 -1 +1 @@@;--a;++b | c.diff:5:1 | combined",
        "--- a/B;@@ -1 +1 @@ | c.diff:6:1 | both names"})
    void refusesWhatIsMalformedWithItsPlace(String rest, String place, String words) {
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> read(A + rest.replace(';', '\n') + "\n"))
                .withMessageStartingWith(place + ": ").withMessageContaining(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not a diff\n", "@@ -1 +1 @@\n-a\n+b\n", "--- a/A.java\n", "diff --cc A.java\nindex 1,2..3\n", "+++ b/A.java\n",
        "diff --git \"a/A\\q\" \"b/A\\q\"\n--- \"a/A\\q\"\n+++ \"b/A\\q\"\n", "--- a/A\n+++ \"b/A\n", "\u0000\u0000d\u0000i\u0000f\u0000f\n"})
    void refusesWhatIsNoUnifiedDiff(String text) {
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> read(text)).withMessageStartingWith("c.diff:");
    }

    @Test void refusesASeriesOfPatchesToOneFile() {
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> read(A + "@@ -1 +1 @@\n-a\n+b\n" + A + "@@ -9 +9 @@\n-a\n+b\n"))
                .withMessageContaining("series of patches").withMessageContaining("\"A.java\" twice");
    }

    @Test void readsAFileThatBecameALinkAsGitTellsIt() throws IOException {
        assertThat(lines("diff --git a/A b/A\ndeleted file mode 100644\n--- a/A\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\ndiff --git a/A b/A\n"
                + "new file mode 120000\n--- /dev/null\n+++ b/A\n@@ -0,0 +1 @@\n+B\n\\ No newline at end of file\n", "A")).isEqualTo("1");
    }

    @Test void keepsAMillionLinesAsOneStretch() throws IOException {
        var diff = new StringBuilder(A + "@@ -0,0 +1,300000 @@\n");
        diff.append("+x\n".repeat(300_000));

        assertThat(lines(diff.toString(), "A.java")).isEqualTo("1-300000");
        assertThat(read(diff.toString()).lines().get("A.java").ranges()).hasSize(1);
    }
}
