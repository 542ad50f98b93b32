package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.deploy.Audit;
import io.jenkins.plugins.greenlight.deploy.Journal;
import io.jenkins.plugins.greenlight.deploy.StateStore;
import io.jenkins.plugins.greenlight.port.Log;
import io.jenkins.plugins.greenlight.report.Ending;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether the audit is what was written, and what earlier reports have seen of it is still there. */
@Command(mixinStandardHelpOptions = true,
        description = "Checks every line of the audit, and that what earlier reports have seen of it is"
        + " still there. Changes nothing; exits 13 when it was changed, cut or replaced.")
final class AuditVerifyCommand implements Callable<Integer> {
    @Mixin private EnvironmentOptions environment;

    @Option(names = "--against", paramLabel = "REPORT",
            description = "report.json of an earlier run, relative to the workspace; may be given several times. Only against"
                    + " one is a cut tail certain to be found.")
    private List<Path> reports = List.of();

    @Override public Integer call() throws Exception {
        var recorded = environment.recorded();
        var log = environment.ports().log();
        var anchors = new LinkedHashMap<Path, Audit.Head>();
        for (var report : reports) {
            anchors.put(report, anchor(report, recorded.app()));
        }
        if (anchors.isEmpty() && nothingWasDone(recorded.store())) {
            throw new BadInputException("There is neither an audit nor a journal of " + recorded.app() + "/"
                    + environment.name() + " in "
                    + recorded.store().location() + ". Expected the state of an environment that was deployed to.");
        }
        var where = recorded.app() + "/" + environment.name() + " in " + recorded.store().location();
        var problems = problems(recorded.store(), anchors, log);
        problems.forEach(log::warn);
        if (problems.isEmpty()) {
            var head = new Audit(recorded.store()).head();
            log.info("The audit of " + where + " holds: " + head.length() + " lines, head " + head.hash());
        }
        return problems.isEmpty() ? Ending.DELIVERED.exitCode() : Ending.HALTED.exitCode();
    }

    private static boolean nothingWasDone(StateStore store) throws IOException {
        try {
            return new Audit(store).head().length() == 0 && Journal.open(store).last().isEmpty();
        } catch (StateStore.DamagedException e) {
            return false;
        }
    }

    /** What a report has seen; one that has seen nothing proves nothing and is no anchor. */
    private Audit.Head anchor(Path file, String app) throws BadInputException, IOException {
        var report = EarlierReport.read(environment.ports().workspace().root().resolve(file), "--against");
        boolean other = !report.app().equals(app)
                || report.deployment().filter(deployed -> !deployed.environment().equals(environment.name())).isPresent();
        if (other) {
            throw new BadInputException(file + " is a report of " + report.app() + report.deployment()
                    .map(deployed -> "/" + deployed.environment()).orElse("")
                    + ". Expected one of " + app + "/" + environment.name() + ".");
        }
        return report.audit().filter(seen -> !seen.head().isEmpty()).map(seen -> new Audit.Head(seen.length(), seen.head()))
                .orElseThrow(() -> new BadInputException(file
                + " has seen no audit: its run came to no deployment. Expected one that did."));
    }

    /** The journal first: whoever deploys now writes it before the audit. */
    private static List<String> problems(StateStore store, Map<Path, Audit.Head> anchors, Log log) throws IOException {
        var audit = new Audit(store);
        var journal = journal(store, log);
        var problems = new ArrayList<String>();
        audit.problem().ifPresent(problems::add);
        try {
            if (journal.isPresent()) {
                audit.problem(journal.get()).ifPresent(problems::add);
            }
            for (var anchor : anchors.entrySet()) {
                audit.problem(anchor.getValue()).ifPresentOrElse(problem -> problems.add(anchor.getKey() + ": " + problem),
                        () -> log.info(anchor.getKey() + ": line " + anchor.getValue().length() + " is the one it has seen"));
            }
        } catch (StateStore.DamagedException e) {
            log.warn("It was not compared with anything, for its lines cannot be read.");
        }
        return problems;
    }

    /** A journal that cannot be read says nothing against the audit. */
    private static Optional<Journal> journal(StateStore store, Log log) {
        try {
            return Optional.of(Journal.open(store));
        } catch (IOException e) {
            log.warn("It was not compared with the journal: " + e.getMessage());
            return Optional.empty();
        }
    }
}
