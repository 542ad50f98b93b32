package io.jenkins.plugins.greenlight.deploy.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.deploy.DiskCalls;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.local.AtOnce;
import io.jenkins.plugins.greenlight.port.WholeFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is on disk when that returns: first the bytes, then the name. */
class DurableFilesTest {
    @TempDir Path folder;

    static final class Writer {
        private Writer() { }

        public static void main(String[] folder) throws IOException {
            DurableFiles.write(Path.of(folder[0], "note"), "text");
        }
    }

    static final class Switch {
        private Switch() { }

        public static void main(String[] folder) throws IOException {
            RouteFile.open(Path.of(folder[0], "route")).send(Slot.BLUE, 7);
        }
    }

    @Test void forcesBytesBeforeTheNameAndThenTheName() throws Exception {
        assertThat(DiskCalls.of(Writer.class, folder)).containsExactly("force .note.*.tmp", "rename .note.*.tmp note", "force .");
        assertThat(folder.resolve("note")).hasContent("text");
    }

    @Test void forcesTheRouteBeforeUsersAreSent() throws Exception {
        assertThat(DiskCalls.of(Switch.class, folder)).containsExactly("open route.new for what is forced with every write",
                "rename route.new route", "force .");
    }

    /** Four writers and cleaners side by side: each file that one cleaner lists may be gone before it is looked at. */
    @Test void cleansWhileOthersFinishTheirFilesAndCleanToo() throws Exception {
        var problems = AtOnce.run(4, () -> {
            for (int turn = 0; turn < 200; turn++) {
                var temporary = DurableFiles.temporary(folder.resolve("note"));
                Files.createDirectory(temporary);
                Files.createFile(temporary.resolve("half"));
                Files.setLastModifiedTime(temporary, FileTime.fromMillis(turn % 2 == 0 ? 0 : System.currentTimeMillis()));
                DurableFiles.clean(folder);
                WholeFolder.delete(temporary);
            }
            return null;
        });

        assertThat(problems).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }
}
