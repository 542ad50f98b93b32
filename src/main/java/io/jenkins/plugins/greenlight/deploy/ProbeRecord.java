package io.jenkins.plugins.greenlight.deploy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** What our probes of the candidate came to. */
final class ProbeRecord {
    /** So many answers in a row through the front door prove the switch. */
    static final int PROOF = 20;
    private static final int LAST = 10;
    /** So many of the last without an answer of the candidate are no blip any more, unless it was one moment. */
    private static final int SILENT = 3;
    private static final Duration MOMENT = Duration.ofMillis(500);

    private final Deque<Probes.Answer> last = new ArrayDeque<>();
    private int proved;
    private boolean doorWell = true;
    private boolean candidateWell = true;
    private String lastSeen = "nothing";

    void add(Probes.Answer answer) {
        boolean ours = answer.ours();
        if (answer.way() == Probes.Way.DOOR) {
            proved = ours ? proved + 1 : proved();
            doorWell = ours;
        } else {
            candidateWell = ours;
        }
        last.addLast(answer);
        if (last.size() > LAST) {
            last.removeFirst();
        }
        lastSeen = answer.bad() ? answer.what() : lastSeen;
    }

    private int proved() {
        return proved >= PROOF ? proved : 0;
    }

    /** How many more in a row it takes. */
    int unproved() {
        return Math.max(0, PROOF - proved);
    }

    /** Whether the last probes each way were answered by the candidate. */
    boolean well() {
        return doorWell && candidateWell;
    }

    /** What the last one that was not well saw. */
    String lastSeen() {
        return lastSeen;
    }

    void forget() {
        last.clear();
        doorWell = true;
        candidateWell = true;
    }

    void forgetDoor() {
        last.removeIf(answer -> answer.way() == Probes.Way.DOOR);
        doorWell = true;
    }

    /** What the last ones say against the candidate; empty when nothing. */
    Optional<String> against() {
        var silent = last.stream().filter(answer -> !answer.ours() && !answer.standIn()).toList();
        long bad = last.stream().filter(Probes.Answer::bad).count();
        if (silent.size() >= SILENT && unproved() == 0 && span(silent.get(0).begun(), silent.get(silent.size() - 1).ended())) {
            return Optional.of("did not answer " + silent.size() + " of the last " + last.size() + " probes: " + lastSeen);
        }
        return bad >= Watch.FEW && unproved() == 0 ? Optional.of("failed " + bad + " of the last " + last.size() + " probes: " + lastSeen)
                : Optional.empty();
    }

    private static boolean span(Instant from, Instant to) {
        return Duration.between(from, to).compareTo(MOMENT) >= 0;
    }
}
