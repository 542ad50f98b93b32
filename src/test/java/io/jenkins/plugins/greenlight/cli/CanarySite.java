package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import io.jenkins.plugins.greenlight.canary.Credentials;
import io.jenkins.plugins.greenlight.canary.Detector;
import io.jenkins.plugins.greenlight.canary.ProcessWatch;
import io.jenkins.plugins.greenlight.cli.TestSite.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A site whose engines have a canary in every credential, watched from its beginning. */
final class CanarySite {
    /** All seven stages link a Java runtime, too. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    final Credentials credentials = new Credentials();
    final Detector detector = credentials.detector();
    final TestSite site;
    final ProcessWatch watch;
    private final Path home;
    private final Path secrets;
    private final Set<Long> engines = new HashSet<>();

    CanarySite(SiteParts.Choice choice) throws Exception {
        site = new TestSite(choice);
        home = Files.createDirectories(site.folder.resolve("home"));
        secrets = Files.createDirectories(site.folder.resolve("secrets"));
        credentials.lay(home, secrets);
        watch = new ProcessWatch(detector);
    }

    /** With the release's own secret. */
    String yaml(Mode mode) {
        return site.yaml(mode) + "  secretsFolder: " + secrets + "\n  secrets: {DB_PASSWORD: " + Credentials.reference("DB_PASSWORD") + "}\n";
    }

    Engine start(Path directory, String... args) throws IOException {
        return start(directory, Map.of(), args);
    }

    /** @param others variables in the place of a canary's, or beside them */
    Engine start(Path directory, Map<String, String> others, String... args) throws IOException {
        var environment = new HashMap<>(credentials.variables());
        environment.put("HOME", home.toString());
        environment.putAll(others);
        var engine = site.engine(directory, environment, List.of("-Duser.home=" + home), args);
        engines.add(engine.pid());
        return engine;
    }

    /** @return what it said; fails unless it ends so */
    String run(int exitCode, Path directory, String... args) throws Exception {
        var engine = start(directory, args);
        int ended = engine.exitCode(PATIENCE);
        assertThat(ended).as(engine.said()).isEqualTo(exitCode);
        return engine.said();
    }

    String deliver(int exitCode, String release, String yaml) throws Exception {
        var workspace = site.workspace(yaml);
        return run(exitCode, workspace, TestSite.delivery("production", workspace, release));
    }

    /** Canaries anywhere in the site's files but where they were laid and where they may be. */
    List<Detector.Hit> leaks() throws IOException {
        return notAllowed(detector.inTree(site.folder, path -> path.equals(home) || path.equals(secrets)));
    }

    List<Detector.Hit> notAllowed(List<Detector.Hit> hits) {
        return hits.stream().filter(hit -> !credentials.allows(hit)).toList();
    }

    /** No process but the engines was given one, and none has one among its arguments. */
    void assertProcessesAreClean() throws IOException {
        watch.close();
        assertSoftly(all -> {
            all.assertThat(watch.argued()).as("among the arguments of processes").isEmpty();
            all.assertThat(watch.givenToOthersThan(engines)).as("in the environment of processes").isEmpty();
            all.assertThat(watch.givenToOthersThan(Set.of())).as("seen in the engines' own environment").isNotEmpty();
            all.assertThat(watch.looks()).as("looks").isGreaterThan(20);
        });
    }

    void close() throws IOException, InterruptedException {
        watch.close();
        site.close();
    }
}
