package io.jenkins.plugins.greenlight.finding.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.parse.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bandit itself. */
@Tag("slow")
class RealBanditTest {
    @TempDir private Path folder;

    @Test void findsWhatIsThereThoughTheTreeAsksItToLookAway() throws Exception {
        var config = new BanditScan(RealScanners.bandit().toString(), List.of("tools"), Duration.ofMinutes(5));
        var site = new ScannerSite(folder).realClock();
        site.file("tools/run.py", "import subprocess\nsubprocess.call('ls', shell=True)\n");
        site.file("tools/.bandit", "[bandit]\nskips = B602,B404,B607\n");

        var scanned = site.run(new Scanners(Optional.empty(), Optional.empty(), Optional.of(config), Map.of())).get(0);

        assertThat(scanned.problems()).isEmpty();
        assertThat(scanned.version()).isEqualTo("1.9.4");
        assertThat(scanned.exitCode()).hasValue(1);
        assertThat(Json.read(Files.readString(scanned.reports().get(0)), "bandit.json").get("results").items().stream()
                .map(result -> result.get("test_id").text())).contains("B602", "B404");
    }
}
