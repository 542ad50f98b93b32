package benchmarks.load;

import java.util.Locale;

/**
 * One request and how it ended. Times are in microseconds since the Unix epoch.
 *
 * @param n        its number among those of its kind, from 0
 * @param intended when the schedule wanted it
 * @param sent     just before its first byte; for a connection that was refused, when that was tried
 * @param done     when its answer was complete, or it was given up
 * @param status   0 when there was no complete answer
 * @param release  as answered; empty when none was named
 * @param detail   why it was not OK; empty when it was
 */
public record Exchange(long n, Kind kind, long intended, long sent, long done, int status, String release, Outcome outcome,
                       String detail) {
    static final String HEADER = "n,kind,intended_us,sent_us,done_us,status,release,outcome,detail";

    String line() {
        return String.join(",", Long.toString(n), kind.word(), Long.toString(intended), Long.toString(sent), Long.toString(done),
                Integer.toString(status), release, outcome.word(), detail.replaceAll("[,\\p{Cntrl}]", " "));
    }

    /** @throws IllegalArgumentException when this is no whole line of ours */
    static Exchange of(String line) {
        var columns = line.split(",", -1);
        if (columns.length != 9) {
            throw new IllegalArgumentException(columns.length + " columns. Expected 9: " + HEADER);
        }
        return new Exchange(Long.parseLong(columns[0]), Kind.valueOf(upper(columns[1])), Long.parseLong(columns[2]),
                Long.parseLong(columns[3]), Long.parseLong(columns[4]), Integer.parseInt(columns[5]), columns[6],
                Outcome.valueOf(upper(columns[7])), columns[8]);
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
