package io.jenkins.plugins.greenlight.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.TarReader;
import io.jenkins.plugins.greenlight.parse.TarWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexArchiveTest {
    @TempDir Path folder;

    /** With a layer that all have and one of its own. */
    private OciArchive image(String platform, String own) throws IOException {
        var archive = new TestArchive().platform(platform).layer(new TarWriter().file("shared", 0644, "shared"))
                .layer(new TarWriter().file("own", 0644, own));
        return OciArchive.read(archive.write(folder.resolve(platform.replace('/', '-') + own + ".tar")));
    }

    private List<TarReader.Entry> entries(Path archive) throws IOException {
        var entries = new ArrayList<TarReader.Entry>();
        try (var in = Files.newInputStream(archive)) {
            var tar = new TarReader(in, "index");
            for (var entry = tar.next(); entry.isPresent(); entry = tar.next()) {
                entries.add(entry.get());
            }
        }
        return entries;
    }

    @Test void listsEveryImageWithItsPlatformInTheOrderOfTheirNames() throws Exception {
        var intel = image("linux/amd64", "a");
        var arm = image("linux/arm64/v8", "b");
        var small = image("linux/arm/v7", "c");

        var index = IndexArchive.write(List.of(small, arm, intel), folder.resolve("index.tar"));

        assertThat(index.isIndex()).isTrue();
        assertThat(index.mediaType()).isEqualTo(MediaTypes.INDEX);
        assertThat(index.manifests()).extracting(OciArchive.Manifest::digest).containsExactly(intel.digest(), small.digest(), arm.digest());
        assertThat(index.images()).extracting(OciImage::platform).extracting(Platform::toString)
                .containsExactly("linux/amd64", "linux/arm/v7", "linux/arm64/v8");
        assertThat(Json.read(index.text(index.digest().value()), "index").plain()).isEqualTo(Json.read(Json.write(Map.of("schemaVersion", 2,
                "mediaType", MediaTypes.INDEX, "manifests", List.of(
                        descriptor(intel, Map.of("architecture", "amd64", "os", "linux")),
                        descriptor(small, Map.of("architecture", "arm", "os", "linux", "variant", "v7")),
                        descriptor(arm, Map.of("architecture", "arm64", "os", "linux", "variant", "v8"))))), "expected").plain());
    }

    private static Map<String, Object> descriptor(OciArchive image, Map<String, String> platform) {
        return Map.of("mediaType", MediaTypes.MANIFEST, "digest", image.digest().value(), "size", image.size(image.digest().value()),
                "platform", platform);
    }

    @Test void givesTheSameBytesInWhateverOrderImagesCome() throws Exception {
        var intel = image("linux/amd64", "a");
        var arm = image("linux/arm64", "b");

        var one = IndexArchive.write(List.of(intel, arm), folder.resolve("one.tar"));
        var other = IndexArchive.write(List.of(arm, intel), folder.resolve("other.tar"));

        assertThat(other.digest()).isEqualTo(one.digest());
        assertThat(other.file()).hasSameBinaryContentAs(one.file());
    }

    @Test void holdsEachBlobOnceInOrderAndOfNoTimeOrOwner() throws Exception {
        var index = IndexArchive.write(List.of(image("linux/amd64", "a"), image("linux/arm64", "b")), folder.resolve("index.tar"));
        var entries = entries(index.file());
        byte[] whole = Files.readAllBytes(index.file());

        assertThat(entries).extracting(TarReader.Entry::name).isSorted().doesNotHaveDuplicates()
                .hasSize(1 + 2 * 3 + 1 + 2); // index, two manifests with a configuration and a layer each, the shared layer, two documents
        assertThat(entries).allSatisfy(entry -> {
            var header = new String(whole, (int) entry.offset() - 512, 512, java.nio.charset.StandardCharsets.ISO_8859_1);
            assertThat(header.substring(100, 124)).isEqualTo("0000444\0" + "0000000\0" + "0000000\0");
            assertThat(header.substring(136, 148)).isEqualTo("00000000000\0");
        });
    }

    @Test void showsAChangedByteOfAnyBlob() throws Exception {
        var index = IndexArchive.write(List.of(image("linux/amd64", "a"), image("linux/arm64", "b")), folder.resolve("index.tar"));
        byte[] whole = Files.readAllBytes(index.file());
        int tried = 0;
        for (var entry : entries(index.file())) {
            if (entry.name().startsWith("blobs/")) {
                byte[] changed = whole.clone();
                changed[(int) (entry.offset() + entry.size() / 2)] ^= 1;
                Files.write(index.file(), changed);
                assertThatThrownBy(() -> OciArchive.open(index.file(), index.digest())).as(entry.name()).isInstanceOf(IOException.class)
                        .hasMessageContaining("was changed");
                tried++;
            }
        }
        assertThat(tried).isEqualTo(8);
    }

    @Test void refusesTwoImagesForOnePlatformAndAnIndexAmongImages() throws Exception {
        var intel = image("linux/amd64", "a");
        var index = IndexArchive.write(List.of(intel, image("linux/arm64", "b")), folder.resolve("index.tar"));

        assertThatThrownBy(() -> IndexArchive.write(List.of(intel, image("linux/amd64", "c")), folder.resolve("twice.tar")))
                .isInstanceOf(IOException.class).hasMessageContaining("both for linux/amd64").hasMessageContaining("image.platforms");
        assertThatThrownBy(() -> IndexArchive.write(List.of(intel, index), folder.resolve("twice.tar"))).isInstanceOf(IOException.class)
                .hasMessageContaining("is an index of 2 images");
        assertThat(folder.resolve("twice.tar")).doesNotExist();
    }

    @Test void leavesTheOldArchiveAndNothingElseWhenAnImageIsGone() throws Exception {
        var intel = image("linux/amd64", "a");
        var arm = image("linux/arm64", "b");
        var place = folder.resolve("place/index.tar");
        var old = Files.readAllBytes(IndexArchive.write(List.of(intel, arm), place).file());
        Files.delete(arm.file());

        assertThatThrownBy(() -> IndexArchive.write(List.of(intel, arm), place)).isInstanceOf(IOException.class);

        assertThat(place).hasBinaryContent(old);
        try (var files = Files.list(place.getParent())) {
            assertThat(files).containsExactly(place);
        }
    }
}
