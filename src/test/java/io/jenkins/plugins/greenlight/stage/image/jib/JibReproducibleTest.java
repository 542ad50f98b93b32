package io.jenkins.plugins.greenlight.stage.image.jib;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.oci.IndexArchive;
import io.jenkins.plugins.greenlight.oci.OciArchive;
import io.jenkins.plugins.greenlight.oci.TestArchive;
import io.jenkins.plugins.greenlight.parse.TarWriter;
import io.jenkins.plugins.greenlight.registry.ImageName;
import io.jenkins.plugins.greenlight.registry.PrivateRegistry;
import io.jenkins.plugins.greenlight.registry.Registry;
import io.jenkins.plugins.greenlight.stage.image.build.BuiltImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Built here and there, by another person on another day: the same image. */
@Isolated("it changes the locale and the time zone of the whole process")
class JibReproducibleTest {
    private static final String[] TWO = {"linux/amd64", "linux/arm64"};
    private final Locale locale = Locale.getDefault();
    private final TimeZone zone = TimeZone.getDefault();
    @TempDir Path folder;

    @AfterEach void asItWas() {
        Locale.setDefault(locale);
        TimeZone.setDefault(zone);
    }

    @FunctionalInterface
    private interface Building {
        BuiltImage in(JibWorkspace workspace) throws Exception;
    }

    private void isTheSame(Building building) throws Exception {
        var here = building.in(workspace("here"));
        var there = workspace("there");
        differ(there);

        var again = building.in(there);

        assertThat(again.archive().digest()).isEqualTo(here.archive().digest());
        assertThat(again.archive().file()).hasSameBinaryContentAs(here.archive().file());
    }

    private JibWorkspace workspace(String name) throws IOException {
        var workspace = new JibWorkspace(folder.resolve(name));
        workspace.sourceDate = Optional.of(Instant.parse("2026-01-02T03:04:05Z"));
        return workspace;
    }

    /** As if another umask, clock, language and place had been at work. */
    private static void differ(JibWorkspace workspace) throws IOException {
        try (var files = Files.walk(workspace.file("build"))) {
            for (var file : files.toList()) {
                var mode = Files.isDirectory(file) || Files.isExecutable(file) ? "rwxrwxrwx" : "rw-rw-rw-";
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
                Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(5)));
            }
        }
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
    }

    @Test void onePlatformOnNothing() throws Exception {
        isTheSame(workspace -> workspace.onNothing("linux/amd64"));
    }

    @Test void twoPlatformsOnNothing() throws Exception {
        isTheSame(workspace -> workspace.onNothing(TWO));
    }

    @Test void onABase() throws Exception {
        try (var real = PrivateRegistry.plain()) {
            var name = ImageName.parse(real.host() + "/base");
            var bases = List.of(base("linux/amd64"), base("linux/arm64"));
            new Registry(JibWorkspace.plain(real.host()), workspace("pusher").ports())
                    .push(IndexArchive.write(bases, folder.resolve("base.tar")), name, List.of("1"));

            isTheSame(workspace -> workspace.access(JibWorkspace.plain(real.host())).on(name + ":1", "linux/amd64"));
            asItWas();
            isTheSame(workspace -> workspace.access(JibWorkspace.plain(real.host())).on(name + ":1", TWO));
        }
    }

    private OciArchive base(String platform) throws IOException {
        return OciArchive.read(new TestArchive().platform(platform).layer(new TarWriter().file("base", 0644, platform))
                .write(folder.resolve(platform.replace('/', '-') + ".tar")));
    }
}
