package io.jenkins.plugins.greenlight.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.greenlight.finding.scanner.BanditScan;
import io.jenkins.plugins.greenlight.finding.scanner.CommandScan;
import io.jenkins.plugins.greenlight.finding.scanner.Scanners;
import io.jenkins.plugins.greenlight.finding.scanner.SpotBugsScan;
import io.jenkins.plugins.greenlight.finding.scanner.TrivyScan;
import io.jenkins.plugins.greenlight.finding.scanner.TrivyScan.Kind;
import io.jenkins.plugins.greenlight.finding.scanner.TrivyScan.Look;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScannersReaderTest {
    private static final String HEAD = "version: 1\napp: shop\nsecurity:\n  checks: [\"critical == 0\"]\n";

    private static Scanners read(String security) throws ConfigException {
        return ConfigReader.read(HEAD + security, "f").security().orElseThrow().scanners();
    }

    private static List<String> problems(String security, String policy) {
        var refused = catchThrowableOfType(ConfigException.class, () -> ConfigReader.read(List.of(Layer.of(HEAD + security, "f")),
                PolicyReader.read("version: 1\n" + policy, "p")));
        assertThat(refused).as("accepted").isNotNull();
        return refused.problems().stream().map(ConfigProblem::toString).toList();
    }

    @Test void takesWhatIsUsualWhereNothingIsSaid() throws Exception {
        var scanners = read("  trivy: {}\n  spotbugs: {classes: [target/classes]}\n  bandit: {paths: [src]}\n"
                + "  commands: {lint: {run: [lint], report: lint.sarif}}\n");

        assertThat(scanners.trivy()).hasValue(new TrivyScan("trivy", Kind.FS, ".", List.of(Look.VULN, Look.SECRET, Look.MISCONFIG), List.of(), true,
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Duration.ofMinutes(10)));
        assertThat(scanners.spotbugs()).hasValue(new SpotBugsScan("spotbugs", List.of("target/classes"), List.of(), List.of(), Optional.empty(),
                "max", Duration.ofMinutes(15)));
        assertThat(scanners.bandit()).hasValue(new BanditScan("bandit", List.of("src"), Duration.ofMinutes(10)));
        assertThat(scanners.commands()).containsEntry("lint", new CommandScan(List.of("lint"), "lint.sarif", Set.of(0), List.of(),
                Duration.ofMinutes(10)));
    }

    @Test void takesEverythingThatIsSaid() throws Exception {
        var scanners = ConfigReader.read(Configs.DOCKER, "f").security().orElseThrow().scanners();

        assertThat(scanners.trivy()).hasValue(new TrivyScan("/opt/trivy", Kind.IMAGE, "image.tar", List.of(Look.VULN, Look.LICENSE),
                List.of("target"), false, Optional.of("/var/cache/trivy"), Optional.of("mirror:5000/trivy-db"), Optional.of("0.70.0"),
                Optional.of(Duration.ofHours(36)), Optional.of("0f".repeat(32)), Duration.ofMinutes(5)));
        assertThat(scanners.spotbugs().orElseThrow().excludeFilter()).hasValue("exclude.xml");
        assertThat(scanners.commands().get("semgrep").exitCodes()).containsExactlyInAnyOrder(0, 1);
    }

    @Test void runsNoneWhereNoneIsNamed() throws Exception {
        assertThat(read("  reports: [a.sarif]\n").isEmpty()).isTrue();
        assertThat(problems("", "")).singleElement().asString().startsWith("f:4:3: security.reports names no report, and no scanner");
        assertThat(problems("  reports: a.sarif\n", "")).singleElement().asString().endsWith("is the text \"a.sarif\". Expected a list: put it in [ ].");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "trivy: {scan: repo} | security.trivy.scan is the text \"repo\"",
        "trivy: {scanners: [vuln, secrets]} | Did you mean \"secret\"?",
        "trivy: {skip: ['a,b']} | without .. or a comma in it",
        "trivy: {maximumDatabaseAge: 90m} | Expected hours or days, such as \"36h\" or \"3d\"",
        "trivy: {maximumDatabaseAge: 0d} | Expected hours or days",
        "trivy: {minimumVersion: '0.70'} | Expected a version such as \"0.70.0\"",
        "trivy: {sha256: ABC} | Expected 64 digits and small letters",
        "trivy: {databaseRepository: 'https://mirror/db'} | Expected HOST/REPOSITORY",
        "trivy: {program: bin/trivy} | Expected a program in PATH, or its path from the root on",
        "trivy: {cacheFolder: cache} | Expected a folder on this host, from the root on",
        "spotbugs: {} | security.spotbugs has no \"classes\"",
        "spotbugs: {classes: [a], program: spotbugs.jar} | security.spotbugs.program is the jar \"spotbugs.jar\", which no PATH leads to.",
        "bandit: {paths: [../a]} | Expected a path in the workspace",
        "commands: {Lint: {run: [a], report: b}} | is no name of a scanner",
        "commands: {lint: {run: [./a], report: b}} | a program in PATH, or its path from the root on",
        "commands: {lint: {run: [a], report: /b}} | Expected a path in the workspace",
        "commands: {lint: {run: [a], report: b, exitCodes: [256]}} | from 0 to 255"})
    void saysWhatIsWrong(String security, String message) {
        assertThat(problems("  " + security + "\n", "")).anySatisfy(problem -> assertThat(problem).contains(message));
    }

    @Test void asksThePolicyForEveryProgramPluginHostAndFolder() {
        var security = "  trivy: {program: /opt/trivy, cacheFolder: /var/cache/trivy, databaseRepository: 'mirror:5000/db'}\n"
                + "  spotbugs: {classes: [a], plugins: [lib/evil.jar]}\n  bandit: {paths: [a]}\n"
                + "  commands: {lint: {run: [sh, -c, a], report: b, version: [cat]}}\n";

        assertThat(problems(security, "commands: [trivy]\nhosts: [mirror.example.org]\nfolders: [/var/lib]\n")).satisfiesExactlyInAnyOrder(
                p -> assertThat(p).startsWith("f:5:20: security.trivy.program runs the program \"/opt/trivy\""),
                p -> assertThat(p).contains("security.trivy.cacheFolder names the path \"/var/cache/trivy\""),
                p -> assertThat(p).contains("security.trivy.databaseRepository names the host \"mirror:5000\""),
                p -> assertThat(p).contains("security.spotbugs.program").contains("runs the program \"spotbugs\""),
                p -> assertThat(p).contains("security.spotbugs.plugins").contains("runs the program \"lib/evil.jar\""),
                p -> assertThat(p).contains("security.bandit.program").contains("runs the program \"bandit\""),
                p -> assertThat(p).contains("security.commands.lint.run").contains("runs the program \"sh\""),
                p -> assertThat(p).contains("security.commands.lint.version").contains("runs the program \"cat\""));
    }
}
