package io.jenkins.plugins.greenlight.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.stage.FolderWorkspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotsTest {
    private static final String INSIDE = "/etc/shop/shop.conf";
    @TempDir private Path folder;
    private final MemoryStore store = new MemoryStore();
    private Snapshots snapshots;

    @BeforeEach void write() throws IOException {
        snapshots = new Snapshots(store);
        Files.writeString(folder.resolve("shop.conf"), "currency = EUR\n");
    }

    private ReleaseConfig take(String source) throws IOException {
        return snapshots.take(new ReleaseConfig(Map.of("MODE", "test"), Map.of(INSIDE, source), Map.of("DB", "db@7")),
                new FolderWorkspace(folder));
    }

    @Test void keepsTheFileAsItWasWhenItWasDeployed() throws IOException {
        var taken = take("shop.conf");

        Files.writeString(folder.resolve("shop.conf"), "currency = USD\n");

        assertThat(snapshots.texts(taken)).isEqualTo(Map.of(INSIDE, "currency = EUR\n"));
        assertThat(taken.environment()).isEqualTo(Map.of("MODE", "test"));
        assertThat(taken.secrets()).isEqualTo(Map.of("DB", "db@7"));
    }

    @Test void makesAnotherConfigurationOfAnotherText() throws IOException {
        var before = take("shop.conf").hash();
        assertThat(take("shop.conf").hash()).isEqualTo(before);

        Files.writeString(folder.resolve("shop.conf"), "currency = USD\n");

        assertThat(take("shop.conf").hash()).isNotEqualTo(before);
    }

    @Test void needsNoWorkspaceForWhatIsKeptAlready() throws IOException {
        var taken = take("shop.conf");

        assertThat(snapshots.take(taken, null)).isEqualTo(taken);
    }

    @Test void refusesAFileThatIsNotThere() {
        assertThatThrownBy(() -> take("none.conf")).isInstanceOf(IOException.class).hasMessageContaining("none.conf")
                .hasMessageContaining("Expected one");
    }

    @Test void refusesAFileOutsideTheWorkspace() throws IOException {
        Files.writeString(folder.resolveSibling("outside.conf"), "x");

        assertThatThrownBy(() -> take("../outside.conf")).isInstanceOf(IOException.class).hasMessageContaining("in the workspace");
    }

    @Test void refusesBytes() throws IOException {
        Files.write(folder.resolve("shop.conf"), new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThatThrownBy(() -> take("shop.conf")).isInstanceOf(IOException.class).hasMessageContaining("no UTF-8 text");
    }

    @Test void takesAFileAtTheLimitAndNoneAboveIt() throws IOException {
        Files.writeString(folder.resolve("shop.conf"), "x".repeat(256 * 1024));
        assertThat(snapshots.texts(take("shop.conf")).get(INSIDE)).hasSize(256 * 1024);

        Files.writeString(folder.resolve("shop.conf"), "x".repeat(256 * 1024 + 1));

        assertThatThrownBy(() -> take("shop.conf")).isInstanceOf(IOException.class).hasMessageContaining("256 KiB");
    }

    @Test void doesNotStartAReleaseWithAChangedSnapshot() throws IOException {
        var taken = take("shop.conf");
        var key = "file-" + taken.files().get(INSIDE).substring("sha256:".length());
        store.write(key, 1, "currency = XXX\n");

        assertThatThrownBy(() -> snapshots.texts(taken)).isInstanceOf(IOException.class).hasMessageContaining("was changed");
    }
}
