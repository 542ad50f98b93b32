package io.jenkins.plugins.greenlight.stage.security;

import io.jenkins.plugins.greenlight.finding.suppression.Suppressions;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.port.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the findings are held against: the baseline and the list of what is exploited, as far as they can be read. */
final class Inputs {
    private static final int MAX_MESSAGE = 2000;
    private static final String SUPPRESSIONS = "suppressions";
    private static final String CORRECT = "Until it can be read it suppresses nothing. Correct the file, or security.suppressions.";

    private final Workspace workspace;
    private final List<InputProblem> problems = new ArrayList<>();
    private Comparison comparison = Comparison.NONE;

    Inputs(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Of those that are named, or of the usual ones that are there. One that is of no use makes all of them count for nothing. */
    Suppressions suppressions(SecurityConfig config) {
        var sources = new ArrayList<Suppressions.Source>();
        var named = config.suppressions().isEmpty() ? SecurityConfig.USUAL_SUPPRESSIONS.stream().filter(name -> !isMissing(name)).toList()
                : config.suppressions();
        for (String name : named) {
            read(SUPPRESSIONS, name, Suppressions.Source::new, CORRECT).ifPresent(sources::add);
        }
        try {
            return Suppressions.read(sources, workspace.root()).under(config.limits());
        } catch (ParseException | IOException e) {
            problem(SUPPRESSIONS, String.join(", ", named), e, CORRECT);
            return Suppressions.none().under(config.limits());
        }
    }

    Optional<KevList> kev(SecurityConfig config) {
        return config.kev().flatMap(name -> read("kev", name, KevList::read,
                "Expected CISA's JSON or one CVE id a line. Fetch it before this stage, or correct security.kev."));
    }

    /** A file that is not there is no problem of its own: it cannot be before it is written once. */
    Optional<Baseline> baseline(SecurityConfig config) {
        if (config.baseline().isEmpty()) {
            return Optional.empty();
        }
        String name = config.baseline().get().file();
        if (isMissing(name)) {
            comparison = Comparison.of(Comparison.State.MISSING, name);
            return Optional.empty();
        }
        var read = this.<Baseline>read("baseline", name, Baseline::read,
                "Restore the file, or accept what is there now: greenlight security --write-baseline");
        comparison = Comparison.of(read.isPresent() ? Comparison.State.READ : Comparison.State.UNREADABLE, name);
        return read;
    }

    /** Before anything is compared. */
    Comparison comparison() {
        return comparison;
    }

    List<InputProblem> problems() {
        return List.copyOf(problems);
    }

    private boolean isMissing(String name) {
        try {
            return Files.notExists(workspace.resolve(name));
        } catch (IOException e) {
            return false; // reading it says why
        }
    }

    private <T> Optional<T> read(String key, String name, Reader<T> reader, String advice) {
        try {
            var file = resolved(name);
            if (!Files.isRegularFile(file)) {
                throw new ParseException(name, Files.exists(file) ? "is no file." : "is missing.");
            }
            return Optional.of(reader.read(file, name));
        } catch (ParseException | IOException e) {
            problem(key, name, e, advice);
            return Optional.empty();
        }
    }

    private Path resolved(String name) {
        try {
            return workspace.resolve(name);
        } catch (IOException e) {
            throw new ParseException(name, "cannot be read: " + e.getMessage());
        }
    }

    /** What could be read before. */
    void changed(String key, String name, Exception e) {
        problem(key, name, e, "See who writes it while the stage runs, and run again.");
    }

    private void problem(String key, String name, Exception e, String advice) {
        ParseException.told(name, e).lines().forEach(line -> problems.add(new InputProblem(key, name, Brief.text(line, MAX_MESSAGE), advice)));
    }

    private interface Reader<T> {
        T read(Path file, String source) throws IOException;
    }
}
