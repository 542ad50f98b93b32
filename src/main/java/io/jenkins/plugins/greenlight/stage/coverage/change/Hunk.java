package io.jenkins.plugins.greenlight.stage.coverage.change;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One stretch of a diff.
 *
 * @param before how many lines of the file before the change it shows
 * @param start  the number of its first line after the change; the one it would follow when it shows none
 * @param after  how many lines of the file after the change it shows
 */
record Hunk(int before, int start, int after) {
    private static final Pattern FORM = Pattern.compile("@@ -\\d{1,10}(?:,(\\d{1,10}))? \\+(\\d{1,10})(?:,(\\d{1,10}))? @@(?: .*)?",
            Pattern.DOTALL);

    /** Empty when the line is no beginning of one. A count that is left out is 1. */
    static Optional<Hunk> read(String line) {
        var form = FORM.matcher(line);
        if (!form.matches()) {
            return Optional.empty();
        }
        long before = number(form.group(1));
        long start = number(form.group(2));
        long after = number(form.group(3));
        boolean fits = before < Integer.MAX_VALUE && start + after < Integer.MAX_VALUE && (start > 0 || after == 0);
        return fits ? Optional.of(new Hunk((int) before, (int) start, (int) after)) : Optional.empty();
    }

    private static long number(String digits) {
        return digits == null ? 1 : Long.parseLong(digits);
    }

    /** Reads as many lines as it announces. */
    void body(DiffLines lines, ChangesBuilder changes) throws IOException {
        int old = before;
        int fresh = after;
        int at = start;
        while (old > 0 || fresh > 0) {
            var line = lines.next();
            if (line == null) {
                throw lines.wrong("is cut off: its last hunk announces " + old + " lines more of the file before and " + fresh
                        + " of the file after. Expected the whole diff.");
            }
            char kind = line.isEmpty() || line.equals("\r") ? ' ' : line.charAt(0);
            if (kind != '\\') {
                old -= kind == ' ' || kind == '-' ? 1 : 0;
                fresh -= kind == ' ' || kind == '+' ? 1 : 0;
                if (" +-".indexOf(kind) < 0 || old < 0 || fresh < 0) {
                    throw lines.wrong("has \"" + line.substring(0, Math.min(60, line.length()))
                            + "\" inside a hunk that announces other lines. Expected lines that begin with a space, + or -, as many as it says.");
                }
                if (kind == '+') {
                    changes.add(at, at);
                }
                at += kind == '-' ? 0 : 1;
            }
        }
    }
}
