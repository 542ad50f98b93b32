package io.jenkins.plugins.greenlight.deploy;

import java.io.IOException;
import java.util.Optional;

/** Whether journal, router and world agree while nothing is under way. Each answer is a sentence, or empty when all is well. */
final class Standing {
    private final Target target;
    private final Journal journal;

    Standing(Target target, Journal journal) {
        this.target = target;
        this.journal = journal;
    }

    /** After a halt a person must look first, unless no user was ever served. */
    Optional<String> halted() throws IOException, InterruptedException {
        var halted = journal.lastMove().filter(move -> move.enters(DeployState.HALTED));
        boolean nobodyServed = live().isEmpty() && target.router().route().live().isEmpty();
        if (halted.isEmpty() || nobodyServed) {
            return Optional.empty();
        }
        return Optional.of("The last deployment to " + target.environment() + " was HALTED: " + halted.get().reason()
                + " Nothing was changed. Look at who serves, then: greenlight adopt");
    }

    /** The world wins over the journal; when they differ, a person must say what is true. */
    Optional<String> drift() throws IOException, InterruptedException {
        var routed = target.router().route().live();
        var recorded = live().map(History.Placed::slot);
        return routed.equals(recorded) ? Optional.empty() : Optional.of("The router sends users to "
                + routed.map(Slot::word).orElse("nobody") + ", the journal in " + target.store().location() + " says "
                + recorded.map(Slot::word).orElse("nobody is live")
                + ". Nothing was changed. Look at who serves, then: greenlight adopt");
    }

    /** Who is recorded as live and does not run: users get nothing, and only a deployment can help. */
    Optional<String> outage() throws IOException, InterruptedException {
        var live = live();
        return live.isEmpty() || runs(live.get()) ? Optional.empty() : Optional.of(live.get()
                + " is live and does not run" + howItEnded(live.get()) + ": users get no answers. Expected one instance of it."
                + " Run greenlight rollback, or deploy a release.");
    }

    /** A runtime that cannot say hides no outage. */
    private String howItEnded(History.Placed placed) throws InterruptedException {
        var name = journal.of(placed.deployment()).stream().filter(entry -> entry.enters(DeployState.CHECKING))
                .map(entry -> entry.facts().get("instance")).filter(String.class::isInstance).map(String.class::cast)
                .reduce((first, second) -> second);
        try {
            return name.isPresent() ? target.runtime().exit(name.get()).map(how -> "; " + how).orElse("") : "";
        } catch (IOException e) {
            return "";
        }
    }

    boolean runs(History.Placed placed) throws IOException, InterruptedException {
        return target.runtime().instances().stream().anyMatch(instance -> instance.slot() == placed.slot()
                && instance.release().equals(placed.release().id()));
    }

    private Optional<History.Placed> live() {
        return History.of(journal.entries()).live();
    }
}
