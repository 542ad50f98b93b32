package io.jenkins.plugins.greenlight.stage.image.buildx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.local.LocalDaemons;
import io.jenkins.plugins.greenlight.port.ScratchFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutsideContextTest {
    @TempDir private Path folder;
    private Path context;
    private Path temporary;

    @BeforeEach void begin() throws IOException {
        context = Files.createDirectories(folder.resolve("workspace"));
        temporary = Files.createDirectories(folder.resolve("tmp"));
    }

    @Test void takesAScratchFolderOutside() throws Exception {
        var scratch = Files.createDirectories(folder.resolve("scratch"));

        try (var place = open(scratch)) {
            assertThat(place.path()).startsWith(scratch);
        }

        assertThat(scratch).isEmptyDirectory();
        assertThat(temporary).isEmptyDirectory();
    }

    @Test void goesElsewhereWhenTheContextHoldsTheScratchFolder() throws Exception {
        var scratch = Files.createDirectories(context.resolve("target/scratch"));
        var link = Files.createSymbolicLink(folder.resolve("link"), scratch);

        for (var each : new Path[]{scratch, link}) {
            try (var place = open(each)) {
                assertThat(place.path()).startsWith(temporary.resolve("greenlight-someone"));
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place.path().getParent()))).isEqualTo("rwx------");
            }
        }

        assertThat(temporary.resolve("greenlight-someone")).isEmptyDirectory();
    }

    @Test void takesNoFolderThatAnotherMade() throws Exception {
        var scratch = Files.createDirectories(context.resolve("scratch"));
        Files.createSymbolicLink(temporary.resolve("greenlight-someone"), context);

        assertThatThrownBy(() -> open(scratch)).hasMessageContaining("is there and is no folder of this user. Expected one");
    }

    @Test void saysThatThereIsNoPlace() throws Exception {
        context = folder;
        var scratch = Files.createDirectories(folder.resolve("scratch"));

        assertThatThrownBy(() -> open(scratch)).hasMessageContaining("Name a smaller image.build.context");
    }

    private ScratchFolder open(Path scratch) throws IOException {
        return OutsideContext.open(context, scratch, temporary, "someone", new LocalDaemons());
    }
}
