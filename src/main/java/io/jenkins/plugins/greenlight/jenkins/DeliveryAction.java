package io.jenkins.plugins.greenlight.jenkins;

import hudson.model.Run;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.parse.WholeFile;
import io.jenkins.plugins.greenlight.report.DeliveryReport;
import io.jenkins.plugins.greenlight.report.JoinedReport;
import io.jenkins.plugins.greenlight.report.ReportHtml;
import io.jenkins.plugins.greenlight.report.ReportJson;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jenkins.model.RunAction2;

/**
 * What Greenlight has to show of a build: one row on its page and a page of its own. The reports lie in the build's folder
 * as the engine wrote them, and go with it; here are only their names.
 */
public final class DeliveryAction implements RunAction2 {
    private final List<String> files = new ArrayList<>();
    private transient Run<?, ?> run;

    /** Adds a report to the build, which may be the first.
     *  @param id of the engine that it is of */
    static void add(Run<?, ?> run, String word, String id, DeliveryReport report) throws IOException {
        synchronized (run) {
            var action = of(run);
            int number = action.files.size() + 1;
            String name = "greenlight-" + number + "-" + word + "-" + id + ".json";
            WholeFile.write(run.getRootDir().toPath().resolve(name), ReportJson.write(report));
            synchronized (action.files) {
                action.files.add(name);
            }
            if (number == 1) {
                run.addAction(action);
            }
            run.save();
        }
    }

    private static DeliveryAction of(Run<?, ?> run) {
        var known = run.getAction(DeliveryAction.class);
        if (known != null) {
            return known;
        }
        var action = new DeliveryAction();
        action.run = run;
        return action;
    }

    /** Those of a build so far, in the order in which its steps ended. */
    static List<DeliveryReport> reportsOf(Run<?, ?> run) {
        var action = run.getAction(DeliveryAction.class);
        return action == null ? List.of() : action.names().stream().map(name -> read(run, name)).toList();
    }

    /** What is known of how that engine ended; empty while it has not. */
    static Optional<DeliveryReport> find(Run<?, ?> run, String id) {
        var action = run.getAction(DeliveryAction.class);
        return action == null ? Optional.empty() : action.names().stream().filter(name -> name.endsWith("-" + id + ".json")).findFirst()
                .map(name -> read(run, name));
    }

    private List<String> names() {
        synchronized (files) {
            return List.copyOf(files);
        }
    }

    private static DeliveryReport read(Run<?, ?> run, String name) {
        try {
            var text = Files.readString(run.getRootDir().toPath().resolve(name));
            return ReportJson.read(text, Json.read(text, name).get("nonce").text());
        } catch (IOException e) { // whose message names a folder of the controller, which a reader need not know
            return unread(run, name, "it is not there, or not readable, in the build's folder.");
        } catch (ParseException e) {
            return unread(run, name, e.getMessage());
        }
    }

    private static DeliveryReport unread(Run<?, ?> run, String name, String why) {
        return EngineReading.broken("", Instant.ofEpochMilli(run.getStartTimeInMillis()),
                "The report " + name + " of this build cannot be read: " + why).report();
    }

    /** For the views. */
    public List<DeliveryReport> getReports() {
        return reportsOf(run);
    }

    /** The reports as they are shown, escaped by who draws them. */
    public String getHtml() {
        return ReportHtml.fragment("greenlight-", getReports());
    }

    /** One line for the build's page: each stage, after the ending where no stage says it. */
    public String getSummary() {
        var joined = JoinedReport.of(getReports());
        boolean told = joined.stages().stream().anyMatch(stage -> stage.ending() == joined.ending());
        return Stream.concat(told ? Stream.empty() : Stream.of(joined.ending().name()),
                joined.stages().stream().map(stage -> stage.id().title() + " " + stage.word())).collect(Collectors.joining(", "));
    }

    public Run<?, ?> getRun() {
        return run;
    }

    @Override public String getIconFileName() {
        return "symbol-document-text";
    }

    @Override public String getDisplayName() {
        return "Greenlight";
    }

    @Override public String getUrlName() {
        return "greenlight";
    }

    @Override public void onAttached(Run<?, ?> build) {
        run = build;
    }

    @Override public void onLoad(Run<?, ?> build) {
        run = build;
    }
}
