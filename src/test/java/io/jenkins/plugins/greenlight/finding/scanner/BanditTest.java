package io.jenkins.plugins.greenlight.finding.scanner;

import static org.assertj.core.api.Assertions.assertThat;

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

class BanditTest {
    private static final String WRITES = "[ \"$1\" = --version ] && { echo 'bandit 1.9.4'; exit; }; echo '{}' > \"$5\"";

    @TempDir private Path folder;
    private ScannerSite site;

    @BeforeEach void setUp() throws Exception {
        site = new ScannerSite(folder);
        site.file("tools/a.py", "");
    }

    private Scanned scan(String... paths) throws Exception {
        var all = site.run(new Scanners(Optional.empty(), Optional.empty(), Optional.of(new BanditScan("bandit", List.of(paths), Duration.ofMinutes(5))),
                Map.of()));
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @Test void givesBanditSettingsOfNobodys() throws Exception {
        var bandit = site.program("bandit", WRITES);

        var scanned = scan("tools", "tools/a.py");

        assertThat(scanned.problems()).isEmpty();
        assertThat(scanned.version()).isEqualTo("1.9.4");
        var report = site.output().resolve("bandit.json");
        assertThat(scanned.reports()).containsExactly(report);
        assertThat(scanned.argv()).containsExactly(bandit.toString(), "-r", "-f", "json", "-o", report.toString(), "--ini",
                site.output().resolve("bandit-nothing.ini").toString(), "--", "tools", "tools/a.py");
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1, true", "2, false"})
    void understandsItsExitCode(int code, boolean good) throws Exception {
        site.program("bandit", WRITES, "exit " + code);

        assertThat(scan("tools").problems().isEmpty()).isEqualTo(good);
    }

    @Test void isInconclusiveWithoutWhatItIsToLookAt() throws Exception {
        site.program("bandit", WRITES);

        assertThat(ScannerSite.problem(scan("tools", "toools"))).startsWith("bandit did not run: there is no toools in the workspace.");
        assertThat(ScannerSite.problem(scan("../x"))).startsWith("bandit did not run: \"../x\" is not in the workspace");
    }
}
