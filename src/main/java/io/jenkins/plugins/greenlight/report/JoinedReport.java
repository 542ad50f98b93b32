package io.jenkins.plugins.greenlight.report;

import io.jenkins.plugins.greenlight.report.DeliveryReport.Artifact;
import io.jenkins.plugins.greenlight.stage.StageId;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Several runs of one build, such as one for each stage, as the one delivery that they are. */
public final class JoinedReport {
    private static final BinaryOperator<StageResult> WORSE_OR_LATER = (earlier, later) ->
            later.ending().compareTo(earlier.ending()) <= 0 ? later : earlier;

    private JoinedReport() { }

    /**
     * Its ending is the one that wins of all; so is each stage's, and of two alike the later stage stands. Release, commit, digest,
     * deployment, audit and nonce are those of the last report that has one, the application's name that of the first.
     * Messages follow one another, each once; of two artifacts at one path the later stands.
     *
     * @param reports in the order in which they were made
     * @throws IllegalArgumentException when there is none
     */
    public static DeliveryReport of(List<DeliveryReport> reports) {
        if (reports.isEmpty()) {
            throw new IllegalArgumentException("There is no report to join. Expected at least one.");
        }
        return new DeliveryReport(last(reports, report -> given(report.nonce())).orElse(""),
                reports.stream().map(DeliveryReport::app).filter(app -> !app.isEmpty()).findFirst().orElse(""),
                last(reports, DeliveryReport::release), last(reports, DeliveryReport::commit), last(reports, DeliveryReport::digest),
                Ending.first(reports.stream().map(DeliveryReport::ending).toList()), messages(reports),
                reports.stream().map(DeliveryReport::startedAt).min(Instant::compareTo).orElseThrow(),
                reports.stream().map(DeliveryReport::finishedAt).max(Instant::compareTo).orElseThrow(),
                stages(reports), last(reports, DeliveryReport::deployment), last(reports, DeliveryReport::audit), artifacts(reports),
                notConfigured(reports));
    }

    private static <T> Optional<T> last(List<DeliveryReport> reports, Function<DeliveryReport, Optional<T>> part) {
        return reports.stream().map(part).flatMap(Optional::stream).reduce((first, second) -> second);
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(any -> !any.isEmpty());
    }

    private static String messages(List<DeliveryReport> reports) {
        return reports.stream().map(DeliveryReport::message).filter(message -> !message.isEmpty()).distinct()
                .collect(Collectors.joining("\n"));
    }

    private static List<StageResult> stages(List<DeliveryReport> reports) {
        var stages = new EnumMap<StageId, StageResult>(StageId.class);
        all(reports, DeliveryReport::stages).forEach(stage -> stages.merge(stage.id(), stage, WORSE_OR_LATER));
        return List.copyOf(stages.values());
    }

    private static List<Artifact> artifacts(List<DeliveryReport> reports) {
        var artifacts = new LinkedHashMap<String, Artifact>();
        all(reports, DeliveryReport::artifacts).forEach(artifact -> artifacts.put(artifact.path(), artifact));
        return List.copyOf(artifacts.values());
    }

    /** Only what no run has: each may have had a configuration of its own. */
    private static List<StageId> notConfigured(List<DeliveryReport> reports) {
        return Stream.of(StageId.values()).filter(id -> reports.stream().allMatch(report -> report.notConfigured().contains(id))).toList();
    }

    private static <T> Stream<T> all(List<DeliveryReport> reports, Function<DeliveryReport, List<T>> part) {
        return reports.stream().map(part).flatMap(Collection::stream);
    }
}
