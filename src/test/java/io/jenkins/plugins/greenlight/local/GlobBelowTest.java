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

class GlobBelowTest {
    @TempDir private Path root;

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {"**/jacoco.xml a/jacoco.xml", "./a.txt a.txt"})
    void isRelativeToTheRoot(String glob, String path) throws IOException {
        assertThat(GlobBelow.of(root, glob).matches(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a", "a/../../b", "a/..", "/etc/passwd", "", "./", "a[b"})
    void refusesAndSaysWhich(String glob) {
        assertThatThrownBy(() -> GlobBelow.of(root, glob)).isInstanceOf(IOException.class)
                .hasMessageContaining("\"" + glob + "\"").hasMessageContaining("Expected one");
    }

    @Test void takesAnAbsoluteOneBelowTheRoot() throws IOException {
        assertThat(GlobBelow.of(root, root + "/a/*.txt").matches("a/b.txt")).isTrue();
        assertThat(GlobBelow.of(root, root.toRealPath() + "/a/*.txt").matches("a/b.txt")).isTrue();
    }
}
