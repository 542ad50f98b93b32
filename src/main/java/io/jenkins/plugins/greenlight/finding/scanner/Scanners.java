package io.jenkins.plugins.greenlight.finding.scanner;

import io.jenkins.plugins.greenlight.port.Ports;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The scanners that the security stage runs itself.
 *
 * @param commands others, by the name that greenlight.yaml gives them
 */
public record Scanners(Optional<TrivyScan> trivy, Optional<SpotBugsScan> spotbugs, Optional<BanditScan> bandit,
                       Map<String, CommandScan> commands) {
    /** What they leave in the stage's folder; commands write where the configuration says. */
    public static final List<String> FILES = List.of("trivy.json", "sbom.cdx.json", "spotbugs.xml", "bandit.json");
    /** Nothing is run: all reports were made before. */
    public static final Scanners NONE = new Scanners(Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

    public Scanners {
        commands = Collections.unmodifiableMap(new LinkedHashMap<>(commands));
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return trivy.isEmpty() && spotbugs.isEmpty() && bandit.isEmpty() && commands.isEmpty();
    }

    /**
     * Runs one after another. What keeps one from telling all is among its problems, never an exception and never a report
     * without a word.
     *
     * @param output the stage's own folder, for what scanners write; made when one is run
     * @return one for each scanner, in the order trivy, spotbugs, bandit, commands
     */
    public List<Scanned> run(Ports ports, Path output) throws InterruptedException {
        var all = new ArrayList<Scanned>();
        if (trivy.isPresent()) {
            all.add(new Trivy(trivy.get(), ScannerPlace.security("trivy"), ports, output).scan());
        }
        if (spotbugs.isPresent()) {
            all.add(new SpotBugs(spotbugs.get(), ports, output).scan());
        }
        if (bandit.isPresent()) {
            all.add(new Bandit(bandit.get(), ports, output).scan());
        }
        for (var command : commands.entrySet()) {
            all.add(new AnyScanner(command.getKey(), command.getValue(), ports).scan());
        }
        return List.copyOf(all);
    }
}
