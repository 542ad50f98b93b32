package io.jenkins.plugins.greenlight.deploy;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.stream.Collectors;

/** What candidate and previous release answered when both were asked the same: what both fail is the fault of neither. */
final class Alike {
    private record Answer(Instant at, String request, boolean previous, boolean bad, boolean ours) { }

    private final Deque<Answer> answers = new ArrayDeque<>();

    void add(Probes.Answer answer, boolean slow) {
        answers.addLast(new Answer(answer.ended(), answer.request(), answer.way() == Probes.Way.PREVIOUS, answer.bad() || slow,
                answer.ours()));
        while (answers.size() > 1_000) {
            answers.removeFirst();
        }
    }

    /**
     * Whether, since then, the previous release failed at least half as often at whatever the candidate failed at, and is
     * there at all. Empty handed it is not: what the candidate was not seen to fail is not shared.
     */
    boolean since(Instant from) {
        var candidate = failures(from, false);
        var previous = failures(from, true);
        return !candidate.isEmpty() && answers.stream().anyMatch(answer -> answer.previous() && answer.ours() && !answer.at().isBefore(from))
                && candidate.entrySet().stream().allMatch(failed -> 2 * previous.getOrDefault(failed.getKey(), 0L) >= failed.getValue());
    }

    private Map<String, Long> failures(Instant from, boolean previous) {
        return answers.stream().filter(answer -> answer.bad() && answer.previous() == previous && !answer.at().isBefore(from))
                .collect(Collectors.groupingBy(Answer::request, Collectors.counting()));
    }
}
