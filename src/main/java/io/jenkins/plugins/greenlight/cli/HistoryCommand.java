package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.deploy.Chronicle;
import io.jenkins.plugins.greenlight.deploy.History;
import io.jenkins.plugins.greenlight.report.Ending;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What was done to an environment. */
@Command(mixinStandardHelpOptions = true,
        description = "What was done to an environment, newest first: deployments with their end, and"
        + " what was adopted, retired or unlocked. Takes no lease and changes nothing.")
final class HistoryCommand implements Callable<Integer> {
    private static final int MOST = 1_000;

    @Mixin private EnvironmentOptions environment;

    @Mixin private JsonOption json;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20",
            description = "At most so many lines (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override public Integer call() throws Exception {
        if (limit < 1 || limit > MOST) {
            throw new BadInputException("--limit is " + limit + ". Expected 1 to " + MOST + ".");
        }
        var recorded = environment.printing(json).recorded();
        var chronicle = Chronicle.of(recorded.store());
        if (json.wanted()) {
            Document.printJson(HistoryJson.of(recorded.app(), environment.name(), chronicle, limit));
        } else {
            tell(recorded, chronicle);
        }
        return Ending.DELIVERED.exitCode();
    }

    private void tell(EnvironmentOptions.Recorded recorded, Chronicle chronicle) throws BadInputException {
        var log = environment.ports().log();
        if (chronicle.events().isEmpty()) {
            log.result("Nothing was ever done to " + recorded.app() + "/" + environment.name() + ": the journal in "
                    + recorded.store().location() + " is empty");
        }
        chronicle.events().stream().limit(limit).map(HistoryCommand::line).forEach(log::result);
        int more = chronicle.events().size() - limit;
        if (more > 0) {
            log.result(more + " more; see them with --limit " + Math.min(MOST, chronicle.events().size()));
        }
        if (chronicle.older() > 0) {
            log.result(chronicle.older() + " lines of the audit are older than the journal");
        }
    }

    private static String line(Chronicle.Event event) {
        return event.at() + "  " + event.what() + "  " + event.release().map(HistoryCommand::words).orElse("")
                + event.deployment()
                + " by " + event.actor().orElse("somebody the audit does not name") + ": " + event.reason();
    }

    private static String words(History.Placed placed) {
        var release = placed.release();
        return placed + ", " + release.digest().value() + (release.commit().isEmpty() ? "" : ", commit " + release.commit())
                + ", ";
    }
}
