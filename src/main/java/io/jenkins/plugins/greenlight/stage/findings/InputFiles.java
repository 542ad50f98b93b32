package io.jenkins.plugins.greenlight.stage.findings;

import io.jenkins.plugins.greenlight.finding.suppression.SuppressionLimits;
import io.jenkins.plugins.greenlight.finding.suppression.Suppressions;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.port.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What findings are held against beside thresholds, as far as it can be read. */
public final class InputFiles {
    /** Of suppressions, looked for when none is named. */
    public static final List<String> USUAL_SUPPRESSIONS = List.of("suppressions.yaml", ".trivyignore", ".trivyignore.yaml");
    private static final int MAX_MESSAGE = 2000;
    private static final String SUPPRESSIONS = "suppressions";

    private final Workspace workspace;
    private final String parent;
    private final List<InputProblem> problems = new ArrayList<>();

    /** @param parent that holds their keys in greenlight.yaml, e.g. {@code security} */
    public InputFiles(Workspace workspace, String parent) {
        this.workspace = workspace;
        this.parent = parent;
    }

    /** Of those that are named, or of the usual ones that are there. One that is of no use makes all of them count for nothing. */
    public Suppressions suppressions(List<String> files, SuppressionLimits limits) {
        var sources = new ArrayList<Suppressions.Source>();
        var named = files.isEmpty() ? USUAL_SUPPRESSIONS.stream().filter(name -> !isMissing(name)).toList() : files;
        String correct = "Until it can be read it suppresses nothing. Correct the file, or " + parent + ".suppressions.";
        for (String name : named) {
            read(SUPPRESSIONS, name, Suppressions.Source::new, correct).ifPresent(sources::add);
        }
        try {
            return Suppressions.read(sources, workspace.root()).under(limits);
        } catch (ParseException | IOException e) {
            problem(SUPPRESSIONS, String.join(", ", named), e, correct);
            return Suppressions.none().under(limits);
        }
    }

    /** Empty, and a problem, when it is no file that can be read. @param key in greenlight.yaml, below the parent */
    public <T> Optional<T> read(String key, String name, Reader<T> reader, String advice) {
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

    public boolean isMissing(String name) {
        try {
            return Files.notExists(workspace.resolve(name));
        } catch (IOException e) {
            return false; // reading it says why
        }
    }

    /** What could be read before. */
    public void changed(String key, String name, Exception e) {
        problem(key, name, e, "See who writes it while the stage runs, and run again.");
    }

    public List<InputProblem> problems() {
        return List.copyOf(problems);
    }

    private Path resolved(String name) {
        try {
            return workspace.resolve(name);
        } catch (IOException e) {
            throw new ParseException(name, "cannot be read: " + e.getMessage());
        }
    }

    private void problem(String key, String name, Exception e, String advice) {
        ParseException.told(name, e).lines().forEach(line -> problems.add(new InputProblem(key, name,
                Brief.text(line, MAX_MESSAGE), advice)));
    }

    /** Reads one of them. */
    public interface Reader<T> {
        T read(Path file, String source) throws IOException;
    }
}
