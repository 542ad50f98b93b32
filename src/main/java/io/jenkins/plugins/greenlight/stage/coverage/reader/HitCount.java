package io.jenkins.plugins.greenlight.stage.coverage.reader;

/** How often something was executed, of which only matters whether it ever was: tools write counts beyond any integer. */
final class HitCount {
    private HitCount() { }

    /** Whether this is a number of 0 or more: digits, perhaps a fraction and an exponent, as in {@code 1.8e+19}. */
    static boolean isCount(CharSequence text, int from, int to) {
        int at = digits(text, from, to);
        boolean number = at > from;
        if (number && at < to && text.charAt(at) == '.') {
            int end = digits(text, at + 1, to);
            number = end > at + 1;
            at = end;
        }
        if (number && at < to && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            boolean signed = at + 1 < to && (text.charAt(at + 1) == '+' || text.charAt(at + 1) == '-');
            int start = signed ? at + 2 : at + 1;
            at = digits(text, start, to);
            number = at > start;
        }
        return number && at == to;
    }

    /** Of a count: whether it is more than 0. */
    static boolean isHit(CharSequence count, int from, int to) {
        for (int at = from; at < to && (count.charAt(at) | 0x20) != 'e'; at++) {
            if (count.charAt(at) >= '1' && count.charAt(at) <= '9') {
                return true;
            }
        }
        return false;
    }

    private static int digits(CharSequence text, int from, int to) {
        int at = from;
        while (at < to && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
