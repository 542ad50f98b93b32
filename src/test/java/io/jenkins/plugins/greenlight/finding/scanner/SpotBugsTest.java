package io.jenkins.plugins.greenlight.finding.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpotBugsTest {
    private static final String WRITES = "while [ $# -gt 0 ]; do [ \"$1\" = -output ] && echo '<BugCollection version=\"4.9.8\"/>' > \"$2\"; shift; done";

    @TempDir private Path folder;
    private ScannerSite site;
    private String program = "spotbugs";
    private List<String> classes = List.of("target/classes");

    @BeforeEach void setUp() throws Exception {
        site = new ScannerSite(folder);
        Files.createDirectories(site.workspace().resolve("target/classes"));
        site.file("lib/a.jar", "");
        site.file("lib/b.jar", "");
        site.file("exclude.xml", "");
    }

    private Scanned scan() throws Exception {
        var config = new SpotBugsScan(program, classes, List.of("lib/a.jar"), List.of("lib/*.jar", "target/classes"), Optional.of("exclude.xml"),
                "more", Duration.ofMinutes(5));
        var all = site.run(new Scanners(Optional.empty(), Optional.of(config), Optional.empty(), Map.of()));
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @Test void givesSpotBugsAllItIsToldTo() throws Exception {
        var spotbugs = site.program("spotbugs", WRITES);

        var scanned = scan();

        assertThat(scanned.problems()).isEmpty();
        assertThat(scanned.version()).isEqualTo("4.9.8");
        assertThat(scanned.reports()).containsExactly(site.output().resolve("spotbugs.xml"));
        var lib = site.workspace().resolve("lib");
        var target = site.workspace().resolve("target/classes").toString();
        assertThat(scanned.argv()).containsExactly(spotbugs.toString(), "-textui", "-effort:more", "-low", "-exitcode", "-xml:withMessages",
                "-output", site.output().resolve("spotbugs.xml").toString(), "-pluginList", lib + "/a.jar", "-auxclasspath",
                lib + "/a.jar:" + lib + "/b.jar:" + target, "-exclude", site.workspace().resolve("exclude.xml").toString(), target);
    }

    /** Bits: 1 found something, 2 missed a class, 4 failed. */
    @ParameterizedTest
    @CsvSource({"0, true", "1, true", "2, true", "3, true", "4, false", "5, false", "7, false", "255, false"})
    void understandsItsExitCode(int code, boolean good) throws Exception {
        site.program("spotbugs", WRITES, "exit " + code);

        var scanned = scan();

        assertThat(scanned.problems().isEmpty()).isEqualTo(good);
        assertThat(scanned.reports()).hasSize(good ? 1 : 0);
        assertThat(scanned.exitCode()).hasValue(code);
    }

    @ParameterizedTest
    @CsvSource({"nowhere, there is no nowhere.", "*.jar, there is no *.jar.", "../out, it climbs out."})
    void isInconclusiveWithoutClasses(String named, String message) throws Exception {
        site.program("spotbugs", WRITES);
        classes = List.of(named);

        assertThat(ScannerSite.problem(scan())).startsWith("spotbugs did not run: ").contains(message);
    }

    @Test void isInconclusiveWithoutAProgram() throws Exception {
        assertThat(ScannerSite.problem(scan())).startsWith("spotbugs did not run: spotbugs was not found in PATH");
        program = folder.resolve("none.jar").toString();
        assertThat(ScannerSite.problem(scan())).startsWith("spotbugs did not run: " + program + " was not found.");
    }
}
