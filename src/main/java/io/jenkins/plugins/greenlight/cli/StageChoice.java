package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.config.GreenlightConfig;
import io.jenkins.plugins.greenlight.gate.Suggestion;
import io.jenkins.plugins.greenlight.pipeline.StageSections;
import io.jenkins.plugins.greenlight.stage.StageId;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Which of the seven stages a run is to go through: all, a range of them, or those named. */
final class StageChoice {
    private static final List<String> WORDS = Stream.of(StageId.values()).map(StageId::word).toList();
    private static final Set<StageId> OF_AN_IMAGE = EnumSet.of(StageId.LOAD, StageId.STAGING, StageId.PRODUCTION);

    /** For the shell's completion. */
    static final class Words implements Iterable<String> {
        @Override public Iterator<String> iterator() {
            return WORDS.iterator();
        }
    }

    @Option(names = "--only", order = -9, paramLabel = "STAGE", split = ",", completionCandidates = Words.class,
            description = "These stages alone, separated by commas: ${COMPLETION-CANDIDATES}. Nobody is told unless notify is among them.")
    private List<String> only = List.of();

    @Option(names = "--from", order = -9, paramLabel = "STAGE", completionCandidates = Words.class,
            description = "This stage and those after it. Behind image it needs --digest.")
    private String from;

    @Option(names = "--until", order = -9, paramLabel = "STAGE", completionCandidates = Words.class,
            description = "The stages up to this one. Notify still tells how it ended.")
    private String until;

    /** @throws BadInputException when the options contradict each other, or name what is no stage */
    Set<StageId> stages() throws BadInputException {
        if (!only.isEmpty()) {
            return named();
        }
        var first = from == null ? StageId.SECURITY : stage("--from", from);
        var last = until == null ? StageId.NOTIFY : stage("--until", until);
        if (first == StageId.NOTIFY) {
            throw notifyAlone("--from");
        }
        if (first.compareTo(last) > 0) {
            throw new BadInputException("--from " + first.word() + " comes after --until " + last.word()
                    + ". Expected two of these in their order: " + String.join(", ", WORDS) + ".");
        }
        var range = EnumSet.range(first, last);
        range.add(StageId.NOTIFY);
        return range;
    }

    private Set<StageId> named() throws BadInputException {
        if (from != null || until != null) {
            throw new BadInputException("--only and " + (from == null ? "--until" : "--from")
                    + " both say which stages run. Expected one of the two: leave the other out.");
        }
        var stages = EnumSet.noneOf(StageId.class);
        for (var word : only) {
            stages.add(stage("--only", word));
        }
        if (stages.equals(EnumSet.of(StageId.NOTIFY))) {
            throw notifyAlone("--only");
        }
        return stages;
    }

    private static BadInputException notifyAlone(String option) {
        return new BadInputException(option + " notify leaves nothing to tell of. Expected another stage before it; to tell of an"
                + " earlier run: greenlight notify --report FILE.");
    }

    private static StageId stage(String option, String word) throws BadInputException {
        return StageId.of(word).orElseThrow(() -> new BadInputException(option + " names \"" + word + "\", which is no stage."
                + Suggestion.sentence(word, WORDS) + " Expected one of " + String.join(", ", WORDS) + "."));
    }

    /** Why these stages cannot do what is asked, before anything runs; empty when they can.
     *  @param image whether one built before is named, and it is known where its archive lies */
    Optional<String> refusal(Set<StageId> chosen, GreenlightConfig config, boolean image) {
        var missing = only.isEmpty() ? List.<StageId>of() : chosen.stream().filter(id -> !StageSections.has(config, id)).toList();
        if (!missing.isEmpty()) {
            return Optional.of("--only names " + words(missing) + ", and the configuration has no section " + missing.stream()
                    .map(StageSections::key).collect(Collectors.joining(", ")) + ". Expected one: write it, or leave the stage out.");
        }
        var needing = chosen.stream().filter(OF_AN_IMAGE::contains).filter(id -> StageSections.has(config, id)).sorted().toList();
        boolean builds = chosen.contains(StageId.IMAGE) && StageSections.has(config, StageId.IMAGE);
        return needing.isEmpty() || builds || image || isAll() ? Optional.empty() : Optional.of("There is no image for " + words(needing)
                + ": the stage image is not among those that run. Expected --digest sha256:… of one built before, as its report.json has"
                + " it, and --archive FILE where its archive does not lie where the configuration has it.");
    }

    private boolean isAll() {
        return only.isEmpty() && from == null && until == null;
    }

    private static String words(List<StageId> stages) {
        return stages.stream().map(StageId::word).collect(Collectors.joining(", "));
    }
}
