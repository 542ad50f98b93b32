package io.jenkins.plugins.greenlight.stage.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.parse.TarReader;
import io.jenkins.plugins.greenlight.parse.TarWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrittenArchiveTest {
    @TempDir Path workspace;

    @Test void seesOneChangedByteInAnyBlob() throws Exception {
        SmallImage.write(workspace.resolve("run"), "#!/bin/sh\n");
        var archive = new ImageStage(SmallImage.script(Map.of("run", "app/run"), Map.of()), "c")
                .run(SmallImage.ports(workspace, new LogLines())).archive();
        byte[] whole = Files.readAllBytes(archive);
        int blobs = 0;

        try (var in = Files.newInputStream(archive)) {
            var tar = new TarReader(in, "t");
            for (var entry = tar.next(); entry.isPresent(); entry = tar.next()) {
                if (entry.get().name().startsWith("blobs/")) {
                    byte[] changed = whole.clone();
                    changed[(int) (entry.get().offset() + entry.get().size() / 2)] ^= 1;
                    Files.write(archive, changed);
                    assertThatThrownBy(() -> WrittenArchive.read(archive)).isInstanceOf(IOException.class)
                            .hasMessageContaining("has no blob");
                    blobs++;
                }
            }
        }

        assertThat(blobs).isEqualTo(4);
    }

    @Test void refusesWhatHoldsNoImageOrTwo() throws Exception {
        var empty = Files.write(workspace.resolve("a.tar"), new TarWriter().bytes());
        var two = Files.write(workspace.resolve("b.tar"), new TarWriter()
                .file("index.json", 0644, "{\"manifests\":[{},{}]}").bytes());

        assertThatThrownBy(() -> WrittenArchive.read(empty)).isInstanceOf(ParseException.class)
                .hasMessageContaining("index.json");
        assertThatThrownBy(() -> WrittenArchive.read(two)).isInstanceOf(IOException.class).hasMessageContaining("holds 2 images");
    }
}
