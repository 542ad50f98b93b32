package io.jenkins.plugins.greenlight.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TailTest {
    @Test void keepsAllUpToTheLimit() throws Exception {
        assertThat(tail("", 4)).isEmpty();
        assertThat(tail("abcd", 4)).isEqualTo("abcd");
        assertThat(tail("abcde", 4)).isEqualTo("bcde");
        assertThat(tail("abcdefghij", 4)).isEqualTo("ghij");
    }

    @Test void growsAndTurnsOverAcrossManyReads() throws Exception {
        var text = "0123456789".repeat(5_000);

        assertThat(tail(text, 60_000)).isEqualTo(text);
        assertThat(tail(text, 50_000)).isEqualTo(text);
        assertThat(tail(text, 49_999)).isEqualTo(text.substring(1));
        assertThat(tail(text, 20_001)).isEqualTo(text.substring(29_999));
    }

    @Test void neverStartsInsideACharacter() throws Exception {
        assertThat(tail("a€b", 3)).isEqualTo("b");
        assertThat(tail("a€b", 4)).isEqualTo("€b");
    }

    @Test void whatCameBeforeABrokenPipeCounts() throws Exception {
        var broken = new InputStream() {
            private boolean read;

            @Override public int read() throws IOException {
                if (read) {
                    throw new IOException("broken");
                }
                read = true;
                return 'a';
            }
        };
        var tail = Tail.of(broken, 10, "test");

        tail.await(30_000);

        assertThat(tail.text()).isEqualTo("a");
    }

    @Test void lastLinesAreFewAndShort() {
        assertThat(LastLines.of(" \n")).isEqualTo("(nothing)");
        assertThat(LastLines.of("1\n2\n3\n4\n5\n6\n")).isEqualTo("2\n3\n4\n5\n6");
        assertThat(LastLines.of("x".repeat(3_000))).hasSize(2_000);
    }

    private static String tail(String text, int limit) throws InterruptedException {
        var tail = Tail.of(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), limit, "test");
        tail.await(30_000);
        return tail.text();
    }
}
