package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was intended and done, in order, in the state store. An entry is on disk when {@link #append} returns. A writer
 * whose lease was taken over is refused: {@link #claim} changes the document under it.
 */
public final class Journal {
    static final String KEY = "journal";
    /** Deployments kept; older ones stand in the audit. */
    private static final int KEPT = 50;

    private final StateStore store;
    private final List<JournalEntry> entries;
    private final long floor;
    private long version;
    private long epoch;

    /** @param floor the highest seq ever given: a journal that was moved aside must not begin again below the audit */
    private Journal(StateStore store, List<JournalEntry> entries, long version, long epoch, long floor) {
        this.floor = floor;
        this.store = store;
        this.entries = new ArrayList<>(entries);
        this.version = version;
        this.epoch = epoch;
    }

    /** @throws IOException when it is there and cannot be understood: never guess who is live */
    public static Journal open(StateStore store) throws IOException {
        var stored = store.read(KEY);
        if (stored.isEmpty()) {
            return new Journal(store, List.of(), 0, 0, new Audit(store).lastSeq());
        }
        try {
            var root = Json.read(stored.get().text(), "journal in " + store.location());
            if (root.get("version").integer() != 1) {
                throw new ParseException(root.get("version").place(), "has version " + root.get("version").integer()
                        + ". Expected 1: use the version of Greenlight that wrote it, or a newer one.");
            }
            var entries = root.get("entries").items().stream().map(EntryJson::read).toList();
            requireRising(entries, root);
            return new Journal(store, entries, stored.get().version(), root.get("epoch").integer(),
                    entries.isEmpty() ? new Audit(store).lastSeq() : 0);
        } catch (ParseException e) {
            throw new IOException(e.getMessage() + " Nothing was changed. Look at who is live, move the file aside and run:"
                    + " greenlight adopt", e);
        }
    }

    private static void requireRising(List<JournalEntry> entries, Node root) {
        for (int i = 1; i < entries.size(); i++) {
            if (entries.get(i).seq() <= entries.get(i - 1).seq()) {
                throw new ParseException(root.get("entries").place(), "goes from entry " + entries.get(i - 1).seq() + " to "
                        + entries.get(i).seq() + ". Expected rising numbers.");
            }
        }
    }

    /** Of the last writer's lease; 0 before the first. */
    long epoch() {
        return epoch;
    }

    /** With how it was deployed; empty when that is not recorded, as for what a person adopted. */
    Optional<Plan> planOf(History.Placed placed) {
        var plans = entries.stream().filter(entry -> entry.enters(DeployState.PLANNED)).toList();
        return plans.stream().filter(entry -> entry.deployment().equals(placed.deployment())).findFirst()
                .or(() -> plans.stream().filter(entry -> entry.release().id().equals(placed.release().id())
                        && entry.release().digest().equals(placed.release().digest())).reduce((a, b) -> b)).map(Plan::of);
    }

    /** The entry with which this deployment began. */
    Optional<JournalEntry> planned(String deployment) {
        return of(deployment).stream().filter(entry -> entry.enters(DeployState.PLANNED)).findFirst();
    }

    /** @throws IllegalStateException when nothing was ever planned */
    Plan lastPlan() {
        return entries.stream().filter(entry -> entry.enters(DeployState.PLANNED)).reduce((a, b) -> b).map(Plan::of)
                .orElseThrow(() -> new IllegalStateException("Nothing was ever planned."));
    }

    /** The last deployment that this run began; empty for none. */
    Optional<String> begunBy(String run) {
        return entries.stream().filter(entry -> entry.enters(DeployState.PLANNED) && run.equals(entry.facts().get(Plan.RUN)))
                .map(JournalEntry::deployment).reduce((a, b) -> b);
    }

    /** Whether this release ever was live here. */
    boolean wasLive(Release release) {
        return entries.stream().anyMatch(entry -> (entry.enters(DeployState.LIVE) || entry.kind() == JournalEntry.Kind.ADOPTED)
                && entry.release().id().equals(release.id()) && entry.release().digest().equals(release.digest()));
    }

    /** The release that runs as this instance, as it was last recorded outside the deployment given. */
    Optional<Release> known(Runtime.Instance instance, String except) {
        return entries.stream().filter(entry -> !entry.deployment().equals(except)).map(JournalEntry::release)
                .filter(r -> r.id().equals(instance.release()) && r.digest().equals(instance.digest())).reduce((a, b) -> b);
    }

    public List<JournalEntry> entries() {
        return List.copyOf(entries);
    }

    public Optional<JournalEntry> last() {
        return entries.isEmpty() ? Optional.empty() : Optional.of(entries.get(entries.size() - 1));
    }

    /** Of one deployment, in order. */
    List<JournalEntry> of(String deployment) {
        return entries.stream().filter(entry -> entry.deployment().equals(deployment)).toList();
    }

    /** The last move of a deployment whose end is not done yet: what {@code resume} goes on with. */
    public Optional<JournalEntry> unfinished() {
        return lastMove().filter(move -> of(move.deployment()).stream().noneMatch(e -> e.kind() == JournalEntry.Kind.DONE));
    }

    /** The last state any deployment entered; empty when there was none, or a person has adopted since. */
    public Optional<JournalEntry> lastMove() {
        for (int i = entries.size() - 1; i >= 0; i--) {
            switch (entries.get(i).kind()) {
                case MOVE -> {
                    return Optional.of(entries.get(i));
                }
                case ADOPTED -> {
                    return Optional.empty();
                }
                case DONE, RETIRING, RETIRED, UNLOCKED, SCHEMA -> { }
            }
        }
        return Optional.empty();
    }

    /** Makes this writer the only one. @throws StateStore.ConflictException when another claimed in between */
    void claim(long newEpoch) throws IOException {
        if (newEpoch <= epoch) {
            throw new StateStore.ConflictException("The journal in " + store.location() + " was last written under epoch " + epoch
                    + ", this lease has " + newEpoch + ". Expected a newer one.");
        }
        write(entries, newEpoch);
        epoch = newEpoch;
    }

    long nextSeq() {
        return last().map(JournalEntry::seq).orElse(floor) + 1;
    }

    void append(JournalEntry entry) throws IOException {
        var longer = new ArrayList<>(entries);
        longer.add(entry);
        var kept = withoutOldest(longer);
        write(kept, epoch);
        entries.clear();
        entries.addAll(kept);
    }

    private void write(List<JournalEntry> all, long writtenEpoch) throws IOException {
        var document = new LinkedHashMap<String, Object>();
        document.put("version", 1);
        document.put("epoch", writtenEpoch);
        document.put("entries", all.stream().map(EntryJson::write).toList());
        version = store.write(KEY, version, Json.writePretty(document));
    }

    /** Without the oldest deployment that nobody needs: who is live, who was before and what cannot be undone is never forgotten. */
    private static List<JournalEntry> withoutOldest(List<JournalEntry> all) {
        var deployments = all.stream().map(JournalEntry::deployment).distinct().toList();
        if (deployments.size() <= KEPT) {
            return all;
        }
        var history = History.of(all);
        var needed = Stream.concat(Stream.of(history.live(), history.previous()).flatMap(Optional::stream).map(History.Placed::deployment),
                SchemaHistory.lastContract(all).map(JournalEntry::deployment).stream()).toList();
        var oldest = deployments.stream().filter(deployment -> !needed.contains(deployment)).findFirst().orElseThrow();
        return all.stream().filter(entry -> !entry.deployment().equals(oldest)).toList();
    }
}
