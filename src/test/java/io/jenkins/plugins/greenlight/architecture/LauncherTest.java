package io.jenkins.plugins.greenlight.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code ./greenlight} beside a Java that writes down what it is asked to do. */
class LauncherTest {
    private static final String JAVA = """
            #!/bin/bash
            echo "$*" >>"$(dirname "$0")/../asked"
            for word in "$@"; do
              case $word in
                -XX:DumpLoadedClassList=*) echo classes >"${word#*=}"; exit 11 ;;
                -XX:SharedArchiveFile=*) file=${word#*=} ;;
                -Xshare:dump) dump=yes ;;
              esac
            done
            [ "$dump" != yes ] || { [ ! -e "$(dirname "$0")/../fails" ] && echo archive >"$file"; exit; }
            echo said
            """;

    @TempDir Path folder;
    private Path home;
    private Path jdk;

    @BeforeEach void aBuiltTree() throws Exception {
        home = Files.createDirectories(folder.resolve("a tree"));
        jdk = folder.resolve("jdk");
        Files.copy(Path.of("greenlight"), home.resolve("greenlight"));
        var resources = Files.createDirectories(home.resolve("src/main/resources/io/jenkins/plugins/greenlight"));
        Files.writeString(resources.resolve("greenlight.example.yaml"), "version: 1\n");
        Files.writeString(home.resolve("pom.xml"), "");
        jar(1);
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(Files.createDirectories(jdk.resolve("lib")).resolve("modules"), "");
        Files.writeString(jdk.resolve("bin/java"), JAVA);
        Files.setPosixFilePermissions(jdk.resolve("bin/java"), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Newer than its sources. */
    private void jar(int hours) throws IOException {
        var jar = Files.writeString(Files.createDirectories(home.resolve("target")).resolve("greenlight.jar"), "jar " + hours);
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(hours * 3600L)));
    }

    private Process start(String cds) throws IOException {
        var builder = new ProcessBuilder("bash", home.resolve("greenlight").toString(), "--version")
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().put("GREENLIGHT_CDS", cds);
        return builder.start();
    }

    private static void saysItsWords(Process launcher) throws Exception {
        assertThat(new String(launcher.getInputStream().readAllBytes())).isEqualTo("said\n");
        assertThat(launcher.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(launcher.exitValue()).isZero();
    }

    private List<String> asked() throws IOException {
        return Files.readAllLines(jdk.resolve("asked"));
    }

    private List<String> archives() throws IOException {
        try (var all = Files.list(home.resolve("target/cds"))) {
            return all.map(path -> path.getFileName().toString()).toList();
        }
    }

    @Test void makesTheArchiveOnceAndStartsWithIt() throws Exception {
        saysItsWords(start("on"));
        saysItsWords(start("on"));

        assertThat(archives()).singleElement().asString().endsWith(".jsa");
        assertThat(asked()).hasSize(4).filteredOn(line -> line.contains("-Xshare:dump")).hasSize(1);
        var archive = home.resolve("target/cds").resolve(archives().get(0));
        assertThat(asked().subList(2, 4)).allSatisfy(line -> assertThat(line).endsWith("greenlight.jar --version")
                .contains("-XX:SharedArchiveFile=" + archive + " -XX:+VerifySharedSpaces"));
    }

    @Test void startsWithoutWhereNoneCanBeMadeAndDoesNotTryAgain() throws Exception {
        Files.writeString(jdk.resolve("fails"), "");

        saysItsWords(start("on"));
        saysItsWords(start("on"));

        assertThat(asked()).filteredOn(line -> line.contains("-Xshare:dump")).hasSize(1);
        assertThat(asked()).filteredOn(line -> line.endsWith("--version")).hasSize(2)
                .allSatisfy(line -> assertThat(line).doesNotContain("SharedArchiveFile"));
    }

    @Test void makesNoneWhereItIsNotWantedOrTheJavaIsUnknown() throws Exception {
        saysItsWords(start("off"));
        Files.delete(jdk.resolve("lib/modules"));
        saysItsWords(start("on"));

        assertThat(asked()).hasSize(2).allSatisfy(line -> assertThat(line).doesNotContain("SharedArchiveFile"));
        assertThat(home.resolve("target/cds")).doesNotExist();
    }

    @Test void makesAnotherForAnotherJarAndThrowsTheOldOneAway() throws Exception {
        saysItsWords(start("on"));
        var first = archives();
        jar(2);

        saysItsWords(start("on"));

        assertThat(archives()).hasSize(1).doesNotContainAnyElementsOf(first);
    }

    @Test void takesSeveralAtOnce() throws Exception {
        var all = List.of(start("on"), start("on"), start("on"), start("on"));

        for (var launcher : all) {
            saysItsWords(launcher);
        }
        assertThat(archives()).as("one archive and no draft").singleElement().asString().endsWith(".jsa");
    }
}
