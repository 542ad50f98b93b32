package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.gate.Measure;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Who had the users from when to when, as the journal of one deployment tells it. Empty where that holds no plan. */
public final class Passages {
    private final DeployResult result;
    private final List<JournalEntry> moves;
    private final Optional<Plan> plan;

    public Passages(DeployResult result) {
        this.result = result;
        this.moves = result.entries().stream().filter(entry -> entry.kind() == JournalEntry.Kind.MOVE).toList();
        this.plan = moves.stream().findFirst().flatMap(Passages::plan);
    }

    /** A journal that somebody else wrote may hold none; it is told without then. */
    private static Optional<Plan> plan(JournalEntry first) {
        try {
            return first.enters(DeployState.PLANNED) ? Optional.of(Plan.of(first)) : Optional.empty();
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    /** From before the deployment until it was told, without a gap. While users are moved it is either of two. */
    public List<Passage> served() {
        if (plan.isEmpty()) {
            return List.of();
        }
        var all = new ArrayList<Passage>();
        for (var move : moves) {
            var next = served(move, plan.get());
            var last = all.isEmpty() ? null : all.remove(all.size() - 1);
            if (last == null) {
                all.add(new Passage(Optional.empty(), Optional.empty(), next.what(), next.kind()));
            } else if (last.what().equals(next.what())) {
                all.add(last);
            } else {
                all.add(new Passage(last.from(), next.from(), last.what(), last.kind()));
                all.add(next);
            }
        }
        return all;
    }

    /** Its states, one after the other; it stays in the last. */
    public List<Passage> states() {
        return told(move -> true, move -> move.to().map(Enum::name).orElse(""),
                move -> move.to().map(Passages::kind).orElse(Passage.Kind.UNSURE));
    }

    /** What the router, not Greenlight, did to users while they were watched; empty for nothing. */
    public List<Passage> byRouter() {
        double taken = result.watched().named("elsewhere").map(Measure::value).map(value -> value.orElse(0)).orElse(0.0);
        return told(move -> taken > 0 && move.enters(DeployState.WATCHING), move -> String.format(Locale.ROOT,
                "%.0f requests that %s had failed were taken to another release by the router itself", taken, move.release()),
                move -> Passage.Kind.WARN);
    }

    /** Each move that is wanted, until the next of all. */
    private List<Passage> told(Predicate<JournalEntry> wanted, Function<JournalEntry, String> what,
                               Function<JournalEntry, Passage.Kind> kind) {
        return IntStream.range(0, moves.size()).filter(i -> wanted.test(moves.get(i))).mapToObj(i -> new Passage(
                Optional.of(moves.get(i).at()), moves.stream().skip(i + 1L).findFirst().map(JournalEntry::at), what.apply(moves.get(i)),
                kind.apply(moves.get(i)))).toList();
    }

    private Passage served(JournalEntry move, Plan by) {
        var candidate = new History.Placed(by.candidate(), by.slot()).toString();
        var before = by.previous().map(History.Placed::toString).orElse("no release");
        return switch (move.to().orElse(DeployState.HALTED)) {
            case PLANNED, MIGRATING, STARTING, CHECKING, AWAITING_APPROVAL, ABANDONED, ROLLED_BACK ->
                    since(move, before, Passage.Kind.BEFORE);
            case SWITCHING -> since(move, "on the way to " + candidate, Passage.Kind.MOVING);
            case WATCHING, LIVE -> since(move, candidate, Passage.Kind.AFTER);
            case ROLLING_BACK -> since(move, "on the way back to " + before, Passage.Kind.MOVING);
            case HALTED -> result.live().map(live -> since(move, live.toString(), live.slot() == by.slot() ? Passage.Kind.AFTER
                    : Passage.Kind.BEFORE)).orElseGet(() -> since(move, "not known", Passage.Kind.UNSURE));
        };
    }

    private static Passage since(JournalEntry move, String what, Passage.Kind kind) {
        return new Passage(Optional.of(move.at()), Optional.empty(), what, kind);
    }

    private static Passage.Kind kind(DeployState state) {
        return switch (state) {
            case PLANNED, MIGRATING, STARTING, CHECKING, AWAITING_APPROVAL -> Passage.Kind.PLAIN;
            case SWITCHING, WATCHING -> Passage.Kind.MOVING;
            case LIVE -> Passage.Kind.GOOD;
            case ABANDONED, ROLLING_BACK -> Passage.Kind.WARN;
            case ROLLED_BACK, HALTED -> Passage.Kind.BAD;
        };
    }
}
