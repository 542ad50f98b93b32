package io.jenkins.plugins.greenlight.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TarStreamTest {
    private static Map<String, String> read(TarStream stream) throws IOException {
        var found = new LinkedHashMap<String, String>();
        try (var in = stream.open()) {
            var tar = new TarReader(in, "t");
            for (var entry = tar.next(); entry.isPresent(); entry = tar.next()) {
                found.put("%s %o".formatted(entry.get().name(), entry.get().mode()),
                        new String(tar.content().readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return found;
    }

    @Test void writesWhatIsReadBack() throws IOException {
        var block = "x".repeat(512);
        var stream = new TarStream().file("a", 0444, "one").file("b/c", 0755, "").file("d", 0600, block).file("é", 0644, block + "ü");

        assertThat(read(stream)).isEqualTo(Map.of("a 444", "one", "b/c 755", "", "d 600", block, "é 644", block + "ü"));
        assertThat(read(stream)).as("a second time").hasSize(4);
    }

    @Test void writesNamesOfAnyLength() throws IOException {
        for (int length = 95; length < 110; length++) {
            assertThat(read(new TarStream().file("n".repeat(length), 0444, "x"))).isEqualTo(Map.of("n".repeat(length) + " 444", "x"));
        }
        for (int length : new int[] {980, 985, 986, 987, 988, 989, 990, 991, 992, 993, 4000}) {
            assertThat(read(new TarStream().file("n".repeat(length), 0444, "x"))).containsKey("n".repeat(length) + " 444");
        }
    }

    @Test void opensEachFileWhenItsTurnComes() throws IOException {
        var opened = new int[1];
        var stream = new TarStream().file("a", 0444, "x").file("b", 0444, 1, () -> {
            opened[0]++;
            return new ByteArrayInputStream(new byte[] {'y'});
        });
        assertThat(opened[0]).isZero();

        assertThat(read(stream)).containsEntry("b 444", "y");
        assertThat(opened[0]).isEqualTo(1);
    }

    @Test void breaksOffWhereAFileCannotBeOpened() {
        var stream = new TarStream().file("a", 0444, 1, () -> {
            throw new IOException("gone");
        });

        assertThatThrownBy(() -> stream.open().readAllBytes()).isInstanceOf(IOException.class).hasMessageContaining("gone");
    }

    @Test void writesFilesOfEightGibibytesAndMore() throws IOException {
        for (long size : new long[] {(1L << 33) - 1, 1L << 33, 1L << 40}) {
            try (var in = new TarStream().file("layer", 0444, size, InputStream::nullInputStream).open()) {
                assertThat(new TarReader(in, "t").next().orElseThrow().size()).isEqualTo(size);
            }
        }
    }
}
