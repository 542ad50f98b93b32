package io.jenkins.plugins.greenlight.deploy.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapFileTest {
    @TempDir Path folder;

    private Path old() throws IOException {
        return Files.writeString(folder.resolve("live.map"), "live blue\n");
    }

    @Test void isOnDiskBeforeItsNameAndTheNameAfter() throws IOException {
        var file = old();
        var forced = new ArrayList<String>();
        var map = new MapFile(file, path -> forced.add((path.equals(folder) ? "folder" : Files.readString(path).strip())
                + " while the file says "
                + Files.readString(file).strip()));

        map.write("green");

        assertThat(forced).containsExactly("live green while the file says live blue", "folder while the file says live green");
    }

    @Test void leavesNothingBesideIt() throws IOException {
        new MapFile(old(), Forcing.DISK).write("green");

        assertThat(folder.toFile().list()).containsExactly("live.map");
        assertThat(folder.resolve("live.map")).hasContent("live green\n");
    }

    @Test void isWhatItWasWhenTheDiskIsFull() throws IOException {
        var file = old();
        var map = new MapFile(file, path -> {
            throw new IOException("No space left on device");
        });

        assertThatThrownBy(() -> map.write("green")).hasMessageContaining(file.toString()).hasMessageContaining("No space left");

        assertThat(folder.toFile().list()).containsExactly("live.map");
        assertThat(file).hasContent("live blue\n");
    }

    @Test void keepsItsPermissionsAndItsOwner() throws IOException {
        var file = old();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
        boolean root = Files.getOwner(folder).getName().equals("root");
        if (root) {
            Files.setOwner(file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        }

        new MapFile(file, Forcing.DISK).write("green");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-rw----");
        assertThat(Files.getOwner(file).getName()).isEqualTo(root ? "nobody" : Files.getOwner(folder).getName());
    }

    @Test void isReadableByHaproxyWhenItIsNew() throws IOException {
        new MapFile(folder.resolve("new.map"), Forcing.DISK).write("green");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("new.map"))))
                .isEqualTo("rw-r-----");
    }

    @Test void replacesWhatASymbolicLinkLeadsToAndKeepsTheLink() throws IOException {
        var link = Files.createSymbolicLink(folder.resolve("link.map"), old());

        new MapFile(link, Forcing.DISK).write("green");

        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(folder.resolve("live.map")).hasContent("live green\n");
    }

    @Test void saysItsOneRowAndNothingElse() throws IOException {
        var file = Files.writeString(folder.resolve("m"), "# who is live\n\n  live blue\n");
        var map = new MapFile(file, Forcing.DISK);

        assertThat(map.says("blue")).isTrue();
        assertThat(map.says("green")).isFalse();
        Files.writeString(file, "live blue\nlive green\n");
        assertThat(map.says("blue")).isFalse();
        assertThat(map.rows()).isEqualTo(List.of("live blue", "live green"));
    }

    @Test void isMissedByName() {
        var map = new MapFile(folder.resolve("none.map"), Forcing.DISK);

        assertThatThrownBy(map::rows).isInstanceOf(IOException.class).hasMessageContaining(folder.resolve("none.map").toString())
                .hasMessageContaining("greenlight router init");
    }

    @Test void cannotBeReplacedInAFolderThatIsNotThere() {
        var map = new MapFile(folder.resolve("no/live.map"), Forcing.DISK);

        assertThatThrownBy(() -> map.write("green")).isInstanceOf(IOException.class).hasMessageContaining("cannot be replaced");
    }

    @Test void isForcedToTheDiskForReal() throws IOException {
        assumeTrue(Files.isDirectory(folder));

        Forcing.DISK.force(folder);
        Forcing.DISK.force(old());

        assertThatThrownBy(() -> Forcing.DISK.force(folder.resolve("none"))).isInstanceOf(IOException.class);
    }
}
