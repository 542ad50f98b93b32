package io.jenkins.plugins.greenlight.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {
    @TempDir private Path root;

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
        "**/jacoco.xml jacoco.xml", "**/jacoco.xml a/b/jacoco.xml", "target/**/*.xml target/a.xml",
        "target/**/*.xml target/a/b/c.xml", "target/** target/a/b", "./a.txt a.txt", "*.txt a.txt", "a?c abc",
        "*.{xml,json} a.json", "{**/,}a.txt b/a.txt", "{a,**/b}.txt b.txt", "[a-c].txt b.txt", "[!a-c].txt d.txt",
        "a\\*b a*b", "a+b(1)$.txt a+b(1)$.txt", "a,b} a,b}", "[^&].txt &.txt", "a**b a/x/b"})
    void matches(String glob, String path) throws IOException {
        assertThat(Glob.below(root, glob).matches(path)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
        "**/jacoco.xml ajacoco.xml", "**/jacoco.xml a/bjacoco.xml", "target/**/*.xml other/a.xml", "*.txt b/a.txt",
        "a?c a/c", "*.{xml,json} a.xjson", "[!a].txt /.txt", "[a-c].txt d.txt", "a.txt abtxt", "a.txt A.txt", "a\\*b axb"})
    void doesNotMatch(String glob, String path) throws IOException {
        assertThat(Glob.below(root, glob).matches(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a", "a/../../b", "a/..", "/etc/passwd", "", "./", "a[b", "a{b", "a\\", "[z-a]"})
    void refusesAndSaysWhich(String glob) {
        assertThatThrownBy(() -> Glob.below(root, glob)).isInstanceOf(IOException.class)
                .hasMessageContaining("\"" + glob + "\"").hasMessageContaining("Expected one");
    }

    @Test void takesAnAbsoluteOneBelowTheRoot() throws IOException {
        assertThat(Glob.below(root, root + "/a/*.txt").matches("a/b.txt")).isTrue();
        assertThat(Glob.below(root, root.toRealPath() + "/a/*.txt").matches("a/b.txt")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"a/b/*.txt,a/b", "a/b*/c/d.txt,a", "a/b.txt,a", "a.txt,''", "**/a,''"})
    void knowsTheFolderAllMatchesAreIn(String glob, String base) throws IOException {
        assertThat(Glob.below(root, glob).base()).isEqualTo(base);
    }
}
