package io.jenkins.plugins.greenlight.stage.coverage.reader;

import io.jenkins.plugins.greenlight.stage.coverage.lines.BranchBuffer;
import io.jenkins.plugins.greenlight.stage.coverage.lines.SourceBuffer;

/** The record of one file. */
final class LcovSection {
    private final TextLines text;
    private final SourceBuffer file;
    private final BranchBuffer branches = new BranchBuffer();
    private final LcovFunctions functions;

    LcovSection(TextLines text, SourceBuffer file) {
        this.text = text;
        this.file = file;
        this.functions = new LcovFunctions(text, file);
    }

    /** {@code DA:line,count[,checksum]} */
    void line() {
        int comma = comma(0);
        int end = text.indexOf(',', comma + 1);
        file.line(number(text, "DA:".length(), comma), hit(comma + 1, end < 0 ? text.length() : end), 0, 0, 0, 0);
    }

    /** {@code BRDA:line,block,branch,taken}; the branch may hold commas, taken is - when the line was not reached. */
    void branch() {
        int first = comma(0);
        int last = text.lastIndexOf(',');
        if (last == first) {
            throw text.wrong("has no four parts. Expected BRDA:line,block,branch,taken.");
        }
        boolean reached = last != text.length() - 2 || text.charAt(last + 1) != '-';
        branches.add(number(text, "BRDA:".length(), first), text.text(first + 1, last),
                reached && hit(last + 1, text.length()), file);
    }

    void function() {
        functions.read();
    }

    void end() {
        branches.flush(file);
        functions.flush();
    }

    private int comma(int from) {
        return comma(text, from);
    }

    private boolean hit(int from, int to) {
        return hit(text, from, to);
    }

    static int comma(TextLines text, int from) {
        int comma = text.indexOf(',', from);
        if (comma < 0) {
            throw text.wrong("has no comma. Expected such as DA:1,2.");
        }
        return comma;
    }

    static boolean hit(TextLines text, int from, int to) {
        if (!HitCount.isCount(text, from, to)) {
            throw text.wrong("has the count \"" + start(text, from, to) + "\". Expected a number of 0 or more.");
        }
        return HitCount.isHit(text, from, to);
    }

    private static String start(TextLines text, int from, int to) {
        return text.text(from, Math.min(to, from + 40));
    }

    /** @throws io.jenkins.plugins.greenlight.parse.ParseException when it is no whole number from 0 to 999999999 */
    static int number(TextLines text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            number = digit < 0 || digit > 9 || i - from == 9 ? -1 : number * 10 + digit;
            if (number < 0) {
                break;
            }
        }
        if (number < 0 || from == to) {
            throw text.wrong("has the number \"" + start(text, from, to) + "\". Expected one from 0 to 999999999.");
        }
        return number;
    }
}
