package io.jenkins.plugins.greenlight.deploy.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.local.AtOnce;
import io.jenkins.plugins.greenlight.oci.IndexArchive;
import io.jenkins.plugins.greenlight.oci.OciArchive;
import io.jenkins.plugins.greenlight.oci.Platform;
import io.jenkins.plugins.greenlight.oci.TestArchive;
import io.jenkins.plugins.greenlight.parse.TarWriter;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageStoreTest {
    @TempDir Path folder;
    private Path file;
    private Path home;
    private ImageStore store;
    private ImageDigest digest;

    @BeforeEach void imageIsBuilt() throws IOException {
        var archive = TestArchive.script();
        file = archive.write(folder.resolve("image.tar"));
        digest = archive.digest();
        home = folder.resolve("home");
        store = new ImageStore(home.resolve("images"));
    }

    private Path rootfs() {
        return home.resolve("images").resolve(digest.hex()).resolve("rootfs");
    }

    private List<Path> images() throws IOException {
        try (var files = Files.list(home.resolve("images"))) {
            return files.sorted().toList();
        }
    }


    @Test void holdsAnImageFromItsAcceptanceOnWithoutItsArchive() throws Exception {
        assertThat(store.holds(digest)).isFalse();

        store.accept(digest, file);
        Files.delete(file);
        store.accept(digest, file);

        assertThat(store.holds(digest)).isTrue();
        assertThat(images()).containsExactly(rootfs().getParent(), home.resolve("images").resolve(digest.hex() + ".tar"));
        assertThat(rootfs().resolveSibling("tree.sha256")).content()
                .contains("755 folder app\n", " app/run\n", "link link -> app/run\n");
    }

    @Test void givesBackWhatItAcceptedAndNothingThatWasChangedSince() throws Exception {
        store.accept(digest, file);

        store.save(digest, folder.resolve("saved.tar"));

        assertThat(folder.resolve("saved.tar")).hasSameBinaryContentAs(file);
        var kept = home.resolve("images").resolve(digest.hex() + ".tar");
        byte[] bytes = Files.readAllBytes(kept);
        bytes[1024] ^= 1;
        kept.toFile().setWritable(true);
        Files.write(kept, bytes);
        assertThatThrownBy(() -> store.save(digest, folder.resolve("again.tar"))).isInstanceOf(IOException.class).hasMessageContaining("was changed");
        assertThatThrownBy(() -> store.save(new ImageDigest("sha256:" + "ab".repeat(32)), folder.resolve("none.tar")))
                .isInstanceOf(IOException.class).hasMessageContaining("is not on this host");
    }

    @Test void acceptsNothingOfAChangedArchive() throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        bytes[1024] ^= 1;
        Files.write(file, bytes);

        assertThatThrownBy(() -> store.accept(digest, file)).isInstanceOf(IOException.class)
                .hasMessageContaining("was changed").hasMessageContaining("in " + file);
        assertThatThrownBy(() -> store.accept(digest, folder.resolve("gone"))).isInstanceOf(IOException.class)
                .hasMessageContaining("There is no archive");
        assertThat(images()).isEmpty();
        assertThat(store.holds(digest)).isFalse();
    }

    @Test void finishesWhatAKilledAcceptanceLeft() throws Exception {
        var images = Files.createDirectories(home.resolve("images"));
        Files.copy(file, images.resolve(digest.hex() + ".tar"));
        var young = Files.createDirectory(images.resolve("." + digest.hex() + ".1.tmp"));
        var old = Files.createDirectory(images.resolve("." + digest.hex() + ".2.tmp"));
        Files.writeString(old.resolve("half"), "");
        Files.setLastModifiedTime(old, FileTime.fromMillis(System.currentTimeMillis() - 4_000_000));

        assertThat(store.holds(digest)).isTrue();
        store.accept(digest, folder.resolve("gone"));

        assertThat(images()).contains(young, rootfs().getParent()).doesNotContain(old);
    }

    @Test void unpacksThisMachinesImageOfSeveralUnderTheDigestOfAll() throws Exception {
        var other = new TestArchive().platform("linux/s390x").layer(new TarWriter().file("other", 0644, "other")).write(folder.resolve("other.tar"));
        var own = new TestArchive().platform(Platform.here().toString()).layer(new TarWriter().file("own", 0644, "own")).write(folder.resolve("own.tar"));
        var index = IndexArchive.write(List.of(OciArchive.read(other), OciArchive.read(own)), folder.resolve("index.tar"));
        digest = index.digest();

        store.accept(digest, index.file());

        assertThat(store.holds(digest)).isTrue();
        assertThat(store.ready(digest).rootfs()).isDirectoryContaining("glob:**/own").isDirectoryNotContaining("glob:**/other");
    }

    @Test void acceptsNoImageForOtherMachinesAlone() throws Exception {
        var images = new java.util.ArrayList<OciArchive>();
        for (var platform : List.of("linux/s390x", "linux/riscv64")) {
            images.add(OciArchive.read(new TestArchive().platform(platform).layer(new TarWriter()).write(folder.resolve("other.tar." + images.size()))));
        }
        var index = IndexArchive.write(images, folder.resolve("index.tar"));

        assertThatThrownBy(() -> store.accept(index.digest(), index.file())).isInstanceOf(IOException.class)
                .hasMessageContaining("linux/riscv64, linux/s390x").hasMessageContaining("Expected one for " + Platform.here());
        assertThat(store.holds(index.digest())).isFalse();
    }

    @Test void replacesAHalfWrittenOrChangedArchiveOfItsOwn() throws Exception {
        var images = Files.createDirectories(home.resolve("images"));
        Files.write(images.resolve(digest.hex() + ".tar"), new byte[700]);

        assertThat(store.holds(digest)).isFalse();
        store.accept(digest, file);

        assertThat(store.holds(digest)).isTrue();
    }

    @Test void acceptsTheSameImageFromSeveralSidesAtOnce() throws Exception {
        var problems = AtOnce.run(6, () -> {
            new ImageStore(home.resolve("images")).accept(digest, file);
            return null;
        });

        assertThat(problems).isEmpty();
        assertThat(store.holds(digest)).isTrue();
        assertThat(images()).hasSize(2);
    }

    @Test void unpacksAnewWhatWasChangedWhenTheImageIsAcceptedAgain() throws Exception {
        store.accept(digest, file);
        Files.writeString(rootfs().resolve("a"), "b");

        store.accept(digest, file);

        assertThat(store.holds(digest)).isTrue();
        assertThat(rootfs().resolve("a")).hasContent("a");
        assertThat(images()).anyMatch(image -> image.getFileName().toString().startsWith(digest.hex() + ".damaged-"));
    }
}
