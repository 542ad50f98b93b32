package io.jenkins.plugins.greenlight.finding.scanner;

import io.jenkins.plugins.greenlight.finding.scanner.TrivyScan.Kind;
import io.jenkins.plugins.greenlight.finding.scanner.TrivyScan.Look;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Trivy's arguments. Its options change from one version to the next: those it may lack are given where its help names them. */
record TrivyArguments(TrivyScan config, Path output) {
    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]*");
    /** What an image says of its start, which is in none of its layers. */
    private static final String SETTINGS = "--image-config-scanners";
    private static final Set<Look> OF_SETTINGS = Set.of(Look.MISCONFIG, Look.SECRET);
    private static final Pattern NEW_WORD = Pattern.compile("\\bmisconfig\\b");
    /** It reads what lies here and asks nobody: neither for databases, checks and packages nor for news. */
    private static final List<String> ALONE = List.of("--offline-scan", "--skip-check-update", "--skip-policy-update",
            "--skip-vex-repo-update",
            "--skip-version-check", "--disable-telemetry", "--no-progress");

    /** Of a YAML file that says nothing and is no empty document, which Trivy takes for a broken one. */
    static final String NOTHING = "{}\n";

    Path report() {
        return output.resolve("trivy.json");
    }

    Path bill() {
        return output.resolve("sbom.cdx.json");
    }

    /** Read in place of whatever the commit brings along: settings, ignored findings, rules for secrets. */
    Path nothing() {
        return output.resolve("trivy-nothing.yaml");
    }

    /** For its own temporary files, some of which it leaves behind. */
    Path temporary() {
        return output.resolve("trivy-temporary");
    }

    List<String> version(String trivy) {
        var argv = new ArrayList<>(List.of(trivy, "version", "--format", "json"));
        config.cacheFolder().ifPresent(folder -> argv.addAll(List.of("--cache-dir", folder)));
        return argv;
    }

    List<String> help(String trivy) {
        return List.of(trivy, word(config.scan()), "--help");
    }

    List<String> billHelp(String trivy) {
        return List.of(trivy, word(billed()), "--help");
    }

    List<String> scan(String trivy, String help) {
        var argv = common(trivy, config.scan(), help);
        argv.addAll(List.of("--format", "json", "--output", report().toString()));
        if (config.scan() == Kind.FS || config.scan() == Kind.IMAGE) {
            argv.addAll(List.of("--scanners", looks(config.looks(), help)));
        }
        var settings = config.looks().stream().filter(OF_SETTINGS::contains).toList();
        if (config.scan() == Kind.IMAGE && !settings.isEmpty() && help.contains(SETTINGS)) {
            argv.addAll(List.of(SETTINGS, looks(settings, help)));
        }
        return target(argv, config.scan());
    }

    List<String> bill(String trivy, String help) {
        var argv = common(trivy, billed(), help);
        argv.addAll(List.of("--format", "cyclonedx", "--output", bill().toString()));
        return target(argv, billed());
    }

    /** A folder that is looked at for its settings alone has packages all the same. */
    private Kind billed() {
        return config.scan() == Kind.CONFIG ? Kind.FS : config.scan();
    }

    private List<String> common(String trivy, Kind kind, String help) {
        var known = OPTION.matcher(help).results().map(found -> found.group()).collect(Collectors.toSet());
        var argv = new ArrayList<>(List.of(trivy, word(kind), "--config", nothing().toString(), "--ignorefile", nothing().toString(),
                "--timeout", config.timeout().toMillis() + "ms"));
        if (known.contains("--secret-config")) {
            argv.addAll(List.of("--secret-config", nothing().toString()));
        }
        config.cacheFolder().ifPresent(folder -> argv.addAll(List.of("--cache-dir", folder)));
        ALONE.stream().filter(known::contains).forEach(argv::add);
        database(argv, known);
        skip(argv, kind);
        return argv;
    }

    private void database(List<String> argv, Set<String> known) {
        if (config.databaseRepository().isPresent() && known.contains("--db-repository")) {
            argv.addAll(List.of("--db-repository", config.databaseRepository().get()));
        } else if (known.contains("--skip-db-update")) {
            argv.add("--skip-db-update");
        }
        if (known.contains("--skip-java-db-update")) {
            argv.add("--skip-java-db-update");
        }
    }

    /** What earlier scans wrote is never scanned. */
    private void skip(List<String> argv, Kind kind) {
        if (kind == Kind.FS || kind == Kind.CONFIG) {
            argv.add("--skip-dirs=" + output);
            config.skip().forEach(glob -> argv.addAll(List.of("--skip-dirs=" + glob, "--skip-files=" + glob)));
        }
    }

    private List<String> target(List<String> argv, Kind kind) {
        argv.addAll(kind == Kind.IMAGE ? List.of("--input", config.target()) : List.of("--", config.target()));
        return argv;
    }

    /** Older versions say config for misconfig. */
    private static String looks(List<Look> looks, String help) {
        boolean old = !NEW_WORD.matcher(help).find();
        return looks.stream().map(look -> look == Look.MISCONFIG && old ? "config" : word(look)).collect(Collectors.joining(","));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
