package io.jenkins.plugins.greenlight.deploy.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.parse.TarWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayerUnpackerTest {
    @TempDir Path folder;
    private Path root;

    @BeforeEach void outsideHoldsOneFile() throws IOException {
        root = Files.createDirectories(folder.resolve("a/b/root"));
        Files.writeString(folder.resolve("secret"), "secret");
    }

    @AfterEach void nothingOutsideWasTouched() throws IOException {
        assertThat(folder.resolve("secret")).hasContent("secret");
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(file -> !file.startsWith(root))).hasSize(4);
        }
    }

    private void unpack(TarWriter... layers) throws IOException {
        unpack(LayerUnpacker.Limits.USUAL, layers);
    }

    private void unpack(LayerUnpacker.Limits limits, TarWriter... layers) throws IOException {
        var unpacker = new LayerUnpacker(root, limits);
        for (var layer : layers) {
            unpacker.unpack(new ByteArrayInputStream(layer.bytes()), "Layer x");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret", "a/../../secret", "/../secret", "./../../../secret", ".."})
    void refusesPathsThatClimb(String path) {
        assertThatThrownBy(() -> unpack(new TarWriter().file(path, 0644, "x"))).isInstanceOf(IOException.class)
                .hasMessageContaining("which climbs").hasMessageContaining("Layer x");
    }

    @Test void makesAbsolutePathsRelativeToTheRoot() throws IOException {
        unpack(new TarWriter().folder("/").file("/etc//passwd", 0644, "x").symlink("/etc/link", "/etc/passwd"));

        assertThat(root.resolve("etc/passwd")).hasContent("x");
        assertThat(Files.readSymbolicLink(root.resolve("etc/link"))).isEqualTo(Path.of("../etc/passwd"));
    }

    @ParameterizedTest
    @CsvSource({"l,../secret", "l,..", "d/l,../../secret", "d/l,/../secret", "l,d/../../secret", "l,d/..", "d/e/l,../../../x",
            "l,''"})
    void refusesLinksThatMayLeadOutside(String name, String target) {
        assertThatThrownBy(() -> unpack(new TarWriter().folder("d").symlink(name, target))).isInstanceOf(IOException.class)
                .hasMessageContaining("may lie outside the image").hasMessageContaining(name);
    }

    @ParameterizedTest
    @CsvSource({"l,a,a", "d/l,../a,../a", "d/e/l,/a/b,../../a/b", "l,.,.", "l,/,.", "d/l,/,..", "d/l,..,..", "l,./d//e,d/e"})
    void keepsLinksThatStayInside(String name, String target, String written) throws IOException {
        unpack(new TarWriter().symlink(name, target));

        assertThat(Files.readSymbolicLink(root.resolve(name))).isEqualTo(Path.of(written));
    }

    @Test void neverWritesThroughALink() throws IOException {
        unpack(new TarWriter().file("real", 0644, "real").symlink("l", "real"), new TarWriter().file("l", 0644, "mine"));

        assertThat(root.resolve("real")).hasContent("real");
        assertThat(root.resolve("l")).isRegularFile().hasContent("mine");
        assertThat(Files.isSymbolicLink(root.resolve("l"))).isFalse();
    }

    @Test void followsLinksToFoldersOfTheImage() throws IOException {
        unpack(new TarWriter().folder("usr/lib").symlink("lib", "usr/lib"), new TarWriter().file("lib/x", 0644, "x")
                .symlink("lib/y", "../z"));

        assertThat(root.resolve("usr/lib/x")).hasContent("x");
        assertThat(Files.readSymbolicLink(root.resolve("usr/lib/y"))).isEqualTo(Path.of("../z"));
    }

    @Test void countsStepsUpFromWhereTheLinkReallyLies() {
        assertThatThrownBy(() -> unpack(new TarWriter().folder("a").symlink("deep/l", "../a")
                .symlink("deep/l/out", "../../secret")))
                .isInstanceOf(IOException.class).hasMessageContaining("may lie outside");
    }

    @Test void refusesFilesBelowAFolderThatSomebodyPointedOutside() throws IOException {
        Files.createSymbolicLink(root.resolve("out"), folder);

        assertThatThrownBy(() -> unpack(new TarWriter().file("out/secret", 0644, "x")))
                .hasMessageContaining("lies outside the image");
        assertThatThrownBy(() -> unpack(new TarWriter().hardlink("h", "out/secret")))
                .hasMessageContaining("lies outside the image");
    }

    @Test void refusesFilesBelowAFile() {
        assertThatThrownBy(() -> unpack(new TarWriter().file("a", 0644, "a").file("a/b", 0644, "b")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is no folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret", "/../secret", "gone", "d", "l"})
    void refusesHardLinksToAnythingButAFileOfTheImage(String target) {
        assertThatThrownBy(() -> unpack(new TarWriter().folder("d").file("f", 0644, "f").symlink("l", "f").hardlink("h", target)))
                .isInstanceOf(IOException.class);
        assertThat(root.resolve("h")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(chars = {'3', '4', '6', 'S', 'V'})
    void refusesDevicesAndOtherSpecialFiles(char type) {
        assertThatThrownBy(() -> unpack(new TarWriter().special("dev/sda", type))).isInstanceOf(IOException.class)
                .hasMessageContaining("dev/sda, a device or another special file");
    }

    @ParameterizedTest
    @ValueSource(strings = {".wh.a", "a/.wh..wh..opq"})
    void refusesWhiteouts(String name) {
        assertThatThrownBy(() -> unpack(new TarWriter().file(name, 0644, "")))
                .isInstanceOf(IOException.class).hasMessageContaining("whiteout");
    }

    @Test void refusesNamesThatCannotBeListed() {
        assertThatThrownBy(() -> unpack(new TarWriter().file("a\nb", 0644, "")))
                .hasMessageContaining("a?b").hasMessageContaining("control character");
        assertThatThrownBy(() -> unpack(new TarWriter().extended("path", "x/".repeat(2049))
                .file("a", 0644, ""))).hasMessageContaining("4096");
    }

    @Test void takesAsMuchAsTheLimitsAllowAndNoMore() {
        var limits = new LayerUnpacker.Limits(4, 2);

        assertThatCode(() -> unpack(limits, new TarWriter().file("a", 0644, "ab"), new TarWriter()
                .file("b", 0644, "cd"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> unpack(limits, new TarWriter().file("a", 0644, "ab"), new TarWriter().file("b", 0644, "cde")))
                .hasMessageContaining("more than 4 bytes").hasMessageContaining("at b");
        assertThatThrownBy(() -> unpack(limits, new TarWriter().folder("a").folder("b").folder("c")))
                .hasMessageContaining("2 files at c");
    }

    @Test void dropsBitsThatGiveAwayRights() throws IOException {
        unpack(new TarWriter().file("s", 06755, "s").entry("d", '5', 01000, "", new byte[0]).entry("w", '0', 0, "", new byte[0]));

        assertThat(Files.getAttribute(root.resolve("s"), "unix:mode")).isEqualTo(0100755);
        assertThat(Files.getAttribute(root.resolve("d"), "unix:mode")).isEqualTo(0040700);
        assertThat(Files.getAttribute(root.resolve("w"), "unix:mode")).isEqualTo(0100400);
    }

    @Test void replacesFoldersByFilesAndFilesByFolders() throws IOException {
        unpack(new TarWriter().file("a/b", 0644, "b").file("c", 0644, "c").folder("d").file("d/e", 0644, "e"),
                new TarWriter().file("a", 0644, "a").folder("c").folder("d").hardlink("a", "a"));

        assertThat(root.resolve("a")).hasContent("a");
        assertThat(root.resolve("c")).isEmptyDirectory();
        assertThat(Files.exists(root.resolve("d/e"), LinkOption.NOFOLLOW_LINKS)).isTrue();
    }
}
