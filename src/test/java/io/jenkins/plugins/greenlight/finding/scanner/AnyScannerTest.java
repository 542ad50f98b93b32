package io.jenkins.plugins.greenlight.finding.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnyScannerTest {
    @TempDir private Path folder;
    private ScannerSite site;
    private Set<Integer> exitCodes = Set.of(0);
    private List<String> version = List.of();

    @BeforeEach void setUp() throws Exception {
        site = new ScannerSite(folder);
    }

    private Scanned scan(String... argv) throws Exception {
        var command = new CommandScan(List.of(argv), "target/it.sarif", exitCodes, version, Duration.ofMinutes(5));
        var all = site.run(new Scanners(Optional.empty(), Optional.empty(), Optional.empty(), Map.of("lint", command)));
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @Test void takesTheReportItWrites() throws Exception {
        var program = site.program("lint", "echo \"lint 1.2\"; [ \"$1\" = --version ] || echo \"$1\" > target/it.sarif");
        version = List.of("lint", "--version");

        var scanned = scan("lint", "two words; $HOME");

        assertThat(scanned.problems()).isEmpty();
        assertThat(scanned.reports()).containsExactly(site.workspace().resolve("target/it.sarif"));
        assertThat(scanned.reports().get(0)).hasContent("two words; $HOME");
        assertThat(scanned.tool()).isEqualTo("commands.lint");
        assertThat(scanned.version()).isEqualTo("lint 1.2");
        assertThat(scanned.argv()).containsExactly(program.toString(), "two words; $HOME");
    }

    @Test void takesNoReportFromBefore() throws Exception {
        site.file("target/it.sarif", "old");
        site.program("lint", "true");

        var scanned = scan("lint");

        assertThat(ScannerSite.problem(scanned)).startsWith("commands.lint left the report target/it.sarif as it was before, written ")
                .contains("Expected a report of this run. Check that it writes to the path that security.commands.lint.report names.");
        assertThat(scanned.reports()).isEmpty();
    }

    @Test void takesAReportThatIsWrittenAnew() throws Exception {
        Files.setLastModifiedTime(site.file("target/it.sarif", "old"), FileTime.from(ScannerSite.NOW));
        site.program("lint", "echo new > target/it.sarif");

        assertThat(scan("lint").reports().get(0)).hasContent("new");
    }

    @Test void takesAReportOnlyWithTheExitCodesThatCount() throws Exception {
        site.program("lint", "echo new > target/it.sarif; echo bad >&2; exit 1");

        assertThat(ScannerSite.problem(scan("lint"))).startsWith("commands.lint failed: exit code 1, its last words: bad. Expected exit code 0.");
        exitCodes = Set.of(0, 1);
        assertThat(scan("lint").problems()).isEmpty();
    }

    @Test void isInconclusiveWithoutAProgramOrAReport() throws Exception {
        assertThat(ScannerSite.problem(scan("lint"))).startsWith("commands.lint did not run: lint was not found in PATH");
        site.program("lint", "true");
        assertThat(ScannerSite.problem(scan("lint"))).startsWith("commands.lint wrote no report: ");
        version = List.of("other");
        assertThat(ScannerSite.problem(scan("lint"))).startsWith("commands.lint did not run: other was not found in PATH");
    }

    @Test void writesNoReportOutsideOfTheWorkspace() throws Exception {
        Files.createSymbolicLink(site.workspace().resolve("target"), folder.resolve("bin"));
        site.program("lint", "echo new > target/it.sarif");

        assertThat(ScannerSite.problem(scan("lint"))).startsWith("commands.lint did not run: \"target/it.sarif\" is not in the workspace");
        assertThat(folder.resolve("bin/it.sarif")).doesNotExist();
    }

    @Test void takesNoReportThatLeadsOutOfTheWorkspace() throws Exception {
        site.program("lint", "ln -s /etc/passwd target/it.sarif");

        var scanned = scan("lint");

        assertThat(ScannerSite.problem(scanned)).contains("the link in it leads to /etc/passwd");
        assertThat(scanned.reports()).isEmpty();
    }

    @Test void isInconclusiveOnANameThatNoFileCanHave() throws Exception {
        assertThat(ScannerSite.problem(scan("/bin/a\0b"))).startsWith("commands.lint did not run: ");
        assertThat(ScannerSite.problem(scan("a\0b"))).startsWith("commands.lint did not run: ");
    }

    @Test void givesAProgramNoVariableThatMayBeSecret() throws Exception {
        site.program("lint", "env | cut -d = -f 1 > target/it.sarif");

        var names = Files.readAllLines(scan("lint").reports().get(0));

        assertThat(names).contains("PATH").isSubsetOf("PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LANGUAGE", "TZ", "TMPDIR", "TERM", "PWD",
                "SHLVL", "_", "OLDPWD", "LC_ALL", "LC_CTYPE", "JAVA_HOME", "JAVA_TOOL_OPTIONS", "LD_LIBRARY_PATH", "XDG_CONFIG_HOME", "XDG_CACHE_HOME",
                "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_DIR", "GIT_WORK_TREE", "GIT_EXEC_PATH");
    }
}
