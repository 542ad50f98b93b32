package io.jenkins.plugins.greenlight.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.parse.TarStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A check that cannot fail is worth nothing: each form is planted and found. */
class DetectorTest {
    private static final Canary CANARY = Canary.of("TOKEN");
    private static final String VALUE = CANARY.value();
    private static final Detector DETECTOR = new Detector(List.of(CANARY, Canary.of("another")));

    @TempDir private Path folder;

    private record Plant(String form, String text) { }

    /** Made by other means than the detector's own wherever there are some. */
    static Stream<Plant> plants() throws Exception {
        byte[] bytes = VALUE.getBytes(StandardCharsets.UTF_8);
        var fixed = Stream.of(new Plant("plain", VALUE), new Plant("core", VALUE), new Plant("core", "x" + CANARY.core() + "x"),
                new Plant("single-quoted for a shell", VALUE.replace("'", "'\\''")),
                new Plant("backslashed for a shell", bash("printf %q \"$1\"", VALUE)),
                new Plant("JSON", io.jenkins.plugins.greenlight.parse.Json.write(Map.of("a", VALUE))),
                new Plant("URL", URLEncoder.encode(VALUE, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A").replace("%7E", "~")),
                new Plant("URL of a form", URLEncoder.encode(VALUE, StandardCharsets.UTF_8).replace("*", "%2A").replace("%7E", "~")),
                new Plant("URL as Java writes it", "https://db/?password=" + URLEncoder.encode(VALUE, StandardCharsets.UTF_8)),
                new Plant("hex", HexFormat.of().formatHex(bytes)), new Plant("HEX", HexFormat.of().withUpperCase().formatHex(bytes)),
                new Plant("hex of the core", bash("printf %s \"$1\" | od -An -tx1 | tr -d ' \\n'", VALUE)),
                new Plant("URL, every byte", bash("printf %s \"$1\" | od -An -tx1 | tr -d '\\n' | tr ' a-f' '%A-F'", VALUE)),
                new Plant("HTML", VALUE.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;").replace("'", "&#39;")));
        var encoded = Stream.of(0, 1, 2, 3, 4, 5).flatMap(before -> Stream.of("", " of the core").flatMap(of -> {
            var embedded = ("#".repeat(before) + VALUE + "~").getBytes(StandardCharsets.UTF_8);
            return Stream.of(new Plant("base64 at " + before % 3 + of, Base64.getMimeEncoder(-1, new byte[0]).encodeToString(embedded)),
                    new Plant("base64url at " + before % 3 + of, Base64.getUrlEncoder().encodeToString(embedded)));
        }));
        return Stream.concat(fixed, encoded);
    }

    private static String bash(String script, String argument) throws Exception {
        var process = new ProcessBuilder("bash", "-c", script, "bash", argument).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest @MethodSource("plants") void findsEachFormInAFile(Plant plant) throws Exception {
        var file = Files.writeString(folder.resolve("file"), "before " + plant.text + " after");

        assertThat(DETECTOR.inTree(folder, path -> false)).contains(new Detector.Hit(file.toString(), "TOKEN", plant.form))
                .extracting(Detector.Hit::credential).containsOnly("TOKEN");
    }

    @Test void findsNothingWhereNothingIs() throws IOException {
        Files.writeString(folder.resolve("file"), CANARY.core().substring(1) + CANARY.core().substring(0, 17));

        assertThat(DETECTOR.inTree(folder, path -> false)).isEmpty();
        assertThat(DETECTOR.in("", "")).isEmpty();
    }

    @Test void findsAtTheVeryBeginningAndEnd() {
        assertThat(DETECTOR.in("here", VALUE)).extracting(Detector.Hit::form).contains("plain", "core");
        assertThat(DETECTOR.in("here", "x" + CANARY.core())).extracting(Detector.Hit::form).containsExactly("core");
    }

    @Test void findsInTheNamesOfFilesAndInLinks() throws IOException {
        Files.createFile(folder.resolve("a-" + CANARY.core()));
        Files.createSymbolicLink(folder.resolve("link"), Path.of("/nowhere/" + CANARY.core()));

        assertThat(DETECTOR.inTree(folder, path -> false)).extracting(Detector.Hit::place)
                .containsExactly("the name " + folder.resolve("a-" + CANARY.core()), "the link " + folder.resolve("link"));
    }

    @Test void leavesOutWhatItIsTold() throws IOException {
        var secret = Files.writeString(folder.resolve("secret"), VALUE);

        assertThat(DETECTOR.inTree(folder, secret::equals)).isEmpty();
    }

    @Test void findsInALayerOfAnImageInAnArchive() throws IOException {
        var layer = gzip(new TarStream().file("etc/shop.conf", 0444, "password: " + VALUE).open().readAllBytes());
        var archive = Files.write(folder.resolve("image.tar"), tar("blobs/sha256/0", layer));

        assertThat(DETECTOR.inTree(folder, path -> false)).extracting(Detector.Hit::place)
                .contains(archive + "!blobs/sha256/0, unpacked!etc/shop.conf");
    }

    @Test void findsInAJar() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("a.properties"));
            zip.write(VALUE.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(DETECTOR.in("a.jar", bytes.toByteArray())).extracting(Detector.Hit::place).containsOnly("a.jar!a.properties");
    }

    @Test void isNotContentWithWhatItCannotUnpack() throws IOException {
        byte[] broken = gzip("text".getBytes(StandardCharsets.UTF_8));
        broken[broken.length - 6] ^= 1;

        assertThatThrownBy(() -> DETECTOR.in("broken.gz", broken)).isInstanceOf(IOException.class);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private byte[] tar(String name, byte[] content) throws IOException {
        var file = Files.createDirectories(folder.resolve("tar").resolve(name).getParent()).resolve(Path.of(name).getFileName());
        Files.write(file, content);
        var process = new ProcessBuilder("tar", "-cf", "-", "-C", folder.resolve("tar").toString(), name).start();
        byte[] tar = process.getInputStream().readAllBytes();
        Files.delete(file);
        return tar;
    }

    private static void withSleeper(Map<String, String> environment, List<String> more, Looking looking) throws Exception {
        var argv = new java.util.ArrayList<>(List.of("bash", "-c", "read line", "sleeper-" + CANARY.hashCode()));
        argv.addAll(more);
        var builder = new ProcessBuilder(argv);
        builder.environment().putAll(environment);
        var process = builder.start();
        try (var watch = new ProcessWatch(DETECTOR)) {
            while (watch.saw(argv.get(3)).isEmpty()) {
                Thread.onSpinWait();
            }
            looking.at(watch, process.pid());
        } finally {
            process.getOutputStream().close();
            process.waitFor();
        }
    }

    private interface Looking {
        void at(ProcessWatch watch, long pid) throws Exception;
    }

    @ParameterizedTest @MethodSource("plants") void findsEachFormAmongTheArgumentsOfAProcess(Plant plant) throws Exception {
        withSleeper(Map.of(), List.of("--token=" + plant.text), (watch, pid) -> {
            assertThat(watch.argued()).anyMatch(told -> told.contains("pid=" + pid + ",") && told.contains("TOKEN (" + plant.form + ")"));
            assertThat(watch.givenToOthersThan(Set.of())).isEmpty();
        });
    }

    @Test void findsWhatIsInTheEnvironmentOfAProcessButWhereItMayBe() throws Exception {
        withSleeper(Map.of("TOKEN", VALUE), List.of(), (watch, pid) -> {
            assertThat(watch.givenToOthersThan(Set.of())).anyMatch(told -> told.contains("pid=" + pid + ",") && told.contains("TOKEN (plain)"));
            assertThat(watch.givenToOthersThan(Set.of(pid))).isEmpty();
            assertThat(watch.argued()).isEmpty();
        });
    }

    @Test void findsWhatAProcessHandsOnToItsOwn() throws Exception {
        var argv = List.of("bash", "-c", "bash -c 'read line' child-" + CANARY.hashCode() + "; true");
        var builder = new ProcessBuilder(argv);
        builder.environment().put("TOKEN", VALUE);
        var process = builder.start();
        try (var watch = new ProcessWatch(DETECTOR)) {
            while (watch.saw("bash -c read line child-").isEmpty()) {
                Thread.onSpinWait();
            }

            assertThat(watch.givenToOthersThan(Set.of(process.pid()))).singleElement().asString().contains("child-");
        } finally {
            process.getOutputStream().close();
            process.waitFor();
        }
    }
}
