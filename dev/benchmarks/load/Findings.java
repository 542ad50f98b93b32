package benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a load found.
 *
 * @param all   of every kind together
 * @param kinds of those that were sent
 * @param stale sent after a switch was reported, answered by a release that was not live any more
 * @param flips one for each switch but the first
 */
public record Findings(Count all, Map<Kind, Count> kinds, List<Exchange> stale, List<Flip> flips) {
    public Findings {
        kinds = Map.copyOf(kinds);
        stale = List.copyOf(stale);
        flips = List.copyOf(flips);
    }

    static Findings of(List<Exchange> exchanges, List<Switch> switches) {
        var timeline = new Timeline(switches);
        var kinds = new EnumMap<Kind, Count>(Kind.class);
        exchanges.stream().collect(Collectors.groupingBy(Exchange::kind))
                .forEach((kind, own) -> kinds.put(kind, Count.of(own, timeline)));
        return new Findings(Count.of(exchanges, timeline), kinds, exchanges.stream().filter(timeline::isStale).toList(),
                timeline.flips(exchanges));
    }

    /** Counts again what a load wrote into this folder. @throws IOException when a line is not one of ours */
    public static Findings read(Path folder) throws IOException {
        return of(lines(folder.resolve("requests.csv"), Exchange.HEADER, Exchange::of),
                lines(folder.resolve("switches.csv"), Switch.HEADER, Switch::of));
    }

    private static <T> List<T> lines(Path file, String header, Function<String, T> reader) throws IOException {
        var text = Files.readString(file);
        var lines = text.lines().toList();
        if (!text.endsWith("\n") || !lines.get(0).equals(header)) {
            throw new IOException(file + " begins or ends otherwise than it was written"
                    + ". Expected the line " + header + " and whole lines after it.");
        }
        var read = new ArrayList<T>();
        for (int i = 1; i < lines.size(); i++) {
            try {
                read.add(reader.apply(lines.get(i)));
            } catch (IllegalArgumentException e) {
                throw new IOException(file + ":" + (i + 1) + ": " + e.getMessage() + ". Expected the file as it was written.", e);
            }
        }
        return read;
    }
}
