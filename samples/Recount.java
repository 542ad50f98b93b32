import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Counts again what a load client counted, from its file of requests alone: {@code java Recount.java requests.csv}
 * prints one JSON line. A line that is not exactly as expected ends it with exit code 2 and the line's number.
 *
 * <p>Columns: n,method,path,intended_us,sent_us,done_us,status,release,outcome; the times are microseconds since the
 * Unix epoch. Outcomes. ok: complete answer that names its release, status below 500. error: the same from 500 on.
 * lost: no complete answer (status 0), or one that names no release (the router's own). ok and error are "answered".
 *
 * <p>Walk order: answered requests by (sent_us, n). served: answers per release. A flip: the first answer of a release
 * B other than the current one, A, opens it; it absorbs the following answers of A and B while their sent_us is at most
 * 50,000 us after its opening; the first answer that is later, or of a third release, ends it. Then the current
 * release is that of the last answer absorbed; when this is A again, nothing is recorded. atMicros: sent_us of the
 * first B answer. flipMillis: |done_us of the first B answer - done_us of the last A answer| / 1000, where the last A
 * answer is the last in walk order up to the flip's end, be it before the opening. bad: per release with errors their
 * number, smallest and largest done_us and the difference. Releases are listed as they first appear in walk order.
 */
public final class Recount {
    private static final String HEADER = "n,method,path,intended_us,sent_us,done_us,status,release,outcome";
    private static final long FLIP_MICROS = 50_000;

    private final PriorityQueue<Answered> walk = new PriorityQueue<>();
    private final BitSet seen = new BitSet();
    private long requests;
    private long lost;

    private Recount() {
    }

    public static void main(String[] args) {
        try {
            if (args.length != 1) throw new BadFile("Got " + args.length + " arguments. Expected one: java Recount.java requests.csv");
            System.out.println(new Recount().read(Path.of(args[0])).json());
        } catch (BadFile e) {
            System.err.println(e.getMessage());
            System.exit(2);
        } catch (IOException e) {
            System.err.println("The file " + args[0] + " cannot be read: " + e + ". Expected the --out file of the load client.");
            System.exit(2);
        }
    }

    private Recount read(Path file) throws IOException, BadFile {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            var lines = new Lines(file.toString(), in);
            String header = lines.next();
            if (!HEADER.equals(header)) throw lines.bad("The header is " + (header == null ? "missing" : "'" + header + "'"), "'" + HEADER + "'");
            for (String line = lines.next(); line != null; line = lines.next()) count(line.split(",", -1), lines);
        }
        return this;
    }

    private void count(String[] columns, Lines lines) throws BadFile {
        if (columns.length != 9) throw lines.bad("The line has " + columns.length + " columns", "9");
        long n = lines.number("n", columns[0], Integer.MAX_VALUE);
        long intended = lines.number("intended_us", columns[3], Long.MAX_VALUE);
        long sent = lines.number("sent_us", columns[4], Long.MAX_VALUE);
        long done = lines.number("done_us", columns[5], Long.MAX_VALUE);
        long status = lines.number("status", columns[6], 599);
        if (!columns[1].matches("GET|POST")) throw lines.bad("method is '" + columns[1] + "'", "GET or POST");
        if (!columns[2].startsWith("/")) throw lines.bad("path is '" + columns[2] + "'", "a path that starts with /");
        if (!columns[7].matches("[!-~&&[^\"\\\\]]{0,200}")) throw lines.bad("release is '" + columns[7] + "'", "visible ASCII without quotes");
        if (intended > sent || sent > done) throw lines.bad("The times run backwards", "intended_us <= sent_us <= done_us");
        if (seen.get((int) n)) throw lines.bad("Request " + n + " is there twice", "it once");
        seen.set((int) n);
        String outcome = columns[7].isEmpty() ? "lost" : status < 500 ? "ok" : "error";
        boolean possible = status >= 200 || status == 0 && outcome.equals("lost");
        if (!possible || !outcome.equals(columns[8])) {
            throw lines.bad("outcome is '" + columns[8] + "' for status " + status + " and release '" + columns[7] + "'", "lost, ok or error as these two say");
        }
        requests++;
        if (outcome.equals("lost")) lost++;
        else walk.add(new Answered(sent, n, done, columns[7], outcome.equals("error")));
    }

    /** Walks once; empties the queue. */
    private String json() {
        Map<String, Long> served = new LinkedHashMap<>();
        Map<String, Bad> bad = new LinkedHashMap<>();
        var flips = new Flips();
        for (Answered answer = walk.poll(); answer != null; answer = walk.poll()) {
            served.merge(answer.release, 1L, Long::sum);
            if (answer.error) bad.merge(answer.release, new Bad(1, answer.done, answer.done), Bad::and);
            flips.see(answer);
        }
        long errors = 0;
        for (Bad one : bad.values()) errors += one.errors;
        return "{\"requests\":" + requests + ",\"lost\":" + lost + ",\"errors\":" + errors + ",\"served\":" + object(served)
                + ",\"flips\":" + flips.json() + ",\"bad\":" + object(bad) + "}";
    }

    private static String object(Map<String, ?> members) {
        var json = new StringBuilder("{");
        for (Map.Entry<String, ?> member : members.entrySet()) {
            if (json.length() > 1) json.append(',');
            json.append('"').append(member.getKey()).append("\":").append(member.getValue());
        }
        return json.append('}').toString();
    }

    /** Thousandths as digits, never by floating point. */
    private static String millis(long micros) {
        String digits = String.valueOf(micros);
        String padded = "0".repeat(Math.max(0, 4 - digits.length())) + digits;
        return padded.substring(0, padded.length() - 3) + "." + padded.substring(padded.length() - 3);
    }

    private record Answered(long sent, long n, long done, String release, boolean error) implements Comparable<Answered> {
        @Override
        public int compareTo(Answered other) {
            return sent != other.sent ? Long.compare(sent, other.sent) : Long.compare(n, other.n);
        }
    }

    /** The errors of one release; prints itself as JSON. */
    private record Bad(long errors, long first, long last) {
        Bad and(Bad other) {
            return new Bad(errors + other.errors, Math.min(first, other.first), Math.max(last, other.last));
        }

        @Override
        public String toString() {
            return "{\"errors\":" + errors + ",\"firstMicros\":" + first + ",\"lastMicros\":" + last + ",\"millis\":" + millis(last - first) + "}";
        }
    }

    /** Is told every answer in walk order. Between flips {@code firstB} is null and {@code lastA} is the newest answer. */
    private static final class Flips {
        private final Deque<String> recorded = new ArrayDeque<>();
        private Answered lastA;
        private Answered firstB;
        private Answered newestB;
        private boolean onB;

        void see(Answered answer) {
            if (firstB != null && !absorbs(answer)) end();
            if (firstB == null && (lastA == null || lastA.release.equals(answer.release))) {
                lastA = answer;
            } else if (firstB == null) {
                firstB = newestB = answer;
                onB = true;
            } else {
                onB = firstB.release.equals(answer.release);
                if (onB) newestB = answer;
                else lastA = answer;
            }
        }

        String json() {
            if (firstB != null) end();
            var json = new StringBuilder("[");
            for (Iterator<String> flip = recorded.iterator(); flip.hasNext(); ) json.append(flip.next()).append(flip.hasNext() ? "," : "");
            return json.append(']').toString();
        }

        private boolean absorbs(Answered answer) {
            boolean known = answer.release.equals(lastA.release) || answer.release.equals(firstB.release);
            return known && answer.sent - firstB.sent <= FLIP_MICROS;
        }

        private void end() {
            if (onB) {
                recorded.add("{\"from\":\"" + lastA.release + "\",\"to\":\"" + firstB.release + "\",\"atMicros\":" + firstB.sent
                        + ",\"flipMillis\":" + millis(Math.abs(firstB.done - lastA.done)) + "}");
                lastA = newestB;
            }
            firstB = null;
        }
    }

    /** The file line by line. Only a line that ends with a line feed is one: the last may be half written. */
    private static final class Lines {
        private final String file;
        private final InputStream in;
        private long number;

        Lines(String file, InputStream in) {
            this.file = file;
            this.in = in;
        }

        /** Null at the end of the file. */
        String next() throws IOException, BadFile {
            number++;
            var line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0 && line.length() == 0) return null;
                if (c < 0) throw bad("The last line does not end", "a line feed at its end; let the client finish first");
                if (c < ' ' || c > '~' || line.length() >= 1000) throw bad("The line is not text of at most 1000 characters", "visible ASCII");
                line.append((char) c);
            }
            return line.toString();
        }

        long number(String column, String text, long max) throws BadFile {
            try {
                if (text.matches("[0-9]+") && Long.parseLong(text) <= max) return Long.parseLong(text);
            } catch (NumberFormatException e) {
                throw bad(column + " is '" + text + "'", "a number that fits 64 bits");
            }
            throw bad(column + " is '" + text + "'", "a whole number from 0 to " + max);
        }

        BadFile bad(String what, String expected) {
            return new BadFile(file + ":" + number + ": " + what + ". Expected " + expected + ".");
        }
    }

    private static final class BadFile extends Exception {
        private static final long serialVersionUID = 1L;

        BadFile(String message) {
            super(message);
        }
    }
}
