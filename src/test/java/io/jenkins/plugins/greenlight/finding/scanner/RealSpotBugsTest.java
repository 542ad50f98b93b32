package io.jenkins.plugins.greenlight.finding.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SpotBugs itself, with find-sec-bugs. */
@Tag("slow")
class RealSpotBugsTest {
    @TempDir private Path folder;
    private ScannerSite site;

    @BeforeEach void setUp() throws Exception {
        site = new ScannerSite(folder).realClock();
    }

    private Scanned scan(List<String> plugins) throws Exception {
        var config = new SpotBugsScan(RealScanners.spotbugs().toString(), List.of("classes"), plugins, List.of(), Optional.empty(), "max",
                Duration.ofMinutes(5));
        return site.run(new Scanners(Optional.empty(), Optional.of(config), Optional.empty(), Map.of())).get(0);
    }

    private void compile(String source) throws Exception {
        var file = site.file("src/Shop.java", source);
        var classes = Files.createDirectories(site.workspace().resolve("classes"));
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none", "-d", classes.toString(), file.toString())).isZero();
    }

    @Test void findsAWeaknessByThePlugin() throws Exception {
        compile("public class Shop { public static void run(String given) throws java.io.IOException { Runtime.getRuntime().exec(given); } }");

        var scanned = scan(List.of(RealScanners.findSecBugs().toString()));

        assertThat(scanned.problems()).isEmpty();
        assertThat(scanned.version()).isEqualTo("4.9.8");
        assertThat(scanned.exitCode()).hasValue(1);
        assertThat(Files.readString(scanned.reports().get(0))).contains("type=\"COMMAND_INJECTION\"", "<LongMessage>");
    }

    @Test void endsWellWhenThereIsNothingToFind() throws Exception {
        compile("public class Shop { }");

        var scanned = scan(List.of());

        assertThat(scanned.problems()).isEmpty();
        assertThat(scanned.exitCode()).hasValue(0);
        assertThat(Files.readString(scanned.reports().get(0))).contains("total_classes=\"1\"").doesNotContain("<BugInstance");
    }

    @Test void isInconclusiveOnWhatIsNoClass() throws Exception {
        site.file("classes/Broken.class", "no class");

        var scanned = scan(List.of());

        assertThat(ScannerSite.problem(scanned)).startsWith("spotbugs failed: exit code ");
        assertThat(scanned.reports()).isEmpty();
    }
}
