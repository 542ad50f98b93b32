package io.jenkins.plugins.greenlight.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTableTest {
    private static final String FIELDS = " 7 9 9 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 12345 100 1";

    @TempDir private Path proc;

    @Test void countsFieldsFromTheLastParenthesis() throws IOException {
        process(9, "9 (a) R 1 (b) c) S" + FIELDS, "A=1\0NAME=x y\0");

        var row = table().row(9).orElseThrow();

        assertThat(row).isEqualTo(new ProcessTable.Row(9, 'S', 7, 9, 12345));
        assertThat(row.startMillis()).isEqualTo(123450);
        assertThat(row.leadsItsSession()).isTrue();
        assertThat(table().variable(9, "NAME")).contains("x y");
        assertThat(table().variable(9, "AM")).isEmpty();
    }

    @Test void leavesOutTheDeadAndTheUnreadable() throws IOException {
        process(9, "9 (a) S" + FIELDS, "");
        process(10, "10 (a) Z" + FIELDS, "");
        process(11, "11 (a) X" + FIELDS, "");
        process(12, "12 (a", "");
        process(13, "", "");
        Files.createDirectories(proc.resolve("14"));

        assertThat(table().living()).containsOnlyKeys(9L);
        assertThat(table().row(10)).isPresent();
        assertThat(List.of(12L, 13L, 14L, 15L)).allSatisfy(pid -> assertThat(table().row(pid)).isEmpty());
        assertThat(table().variable(15, "A")).isEmpty();
        assertThat(table().commandLine(9)).isEmpty();
    }

    @Test void saysThatThereIsNoTable() {
        var none = new ProcessTable(proc.resolve("none"));

        assertThatThrownBy(none::living).isInstanceOf(IOException.class).hasMessageContaining("Expected Linux's /proc");
        assertThatThrownBy(() -> new LocalDaemons(none, "setsid").self()).isInstanceOf(IllegalStateException.class);
    }

    private ProcessTable table() {
        assertThat(proc.resolve("self").toFile()).satisfies(self -> assertThat(self.isDirectory() || self.mkdir()).isTrue());
        return new ProcessTable(proc);
    }

    private void process(long pid, String stat, String environment) throws IOException {
        var folder = Files.createDirectories(proc.resolve(Long.toString(pid)));
        Files.writeString(folder.resolve("stat"), stat + "\n");
        Files.writeString(folder.resolve("environ"), environment);
    }
}
