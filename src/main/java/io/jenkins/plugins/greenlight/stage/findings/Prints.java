package io.jenkins.plugins.greenlight.stage.findings;

import io.jenkins.plugins.greenlight.finding.Fingerprint;
import java.util.Arrays;

/** A list of fingerprints at 16 bytes each. A text that is no 32 hexadecimal digits is made some. */
final class Prints {
    private static final int DIGITS = 32;

    private long[] halves = new long[64];
    private int size;

    void add(String fingerprint) {
        String digits = isDigits(fingerprint) ? fingerprint : Fingerprint.of("", "", "", fingerprint);
        add(Long.parseUnsignedLong(digits, 0, DIGITS / 2, 16), Long.parseUnsignedLong(digits, DIGITS / 2, DIGITS, 16));
    }

    void add(long high, long low) {
        if (2 * size == halves.length) {
            halves = Arrays.copyOf(halves, 2 * halves.length);
        }
        halves[2 * size] = high;
        halves[2 * size + 1] = low;
        size++;
    }

    void addAll(Prints others) {
        for (int at = 0; at < others.size; at++) {
            add(others.high(at), others.low(at));
        }
    }

    int size() {
        return size;
    }

    long high(int at) {
        return halves[2 * at];
    }

    long low(int at) {
        return halves[2 * at + 1];
    }

    void removeLast() {
        size--;
    }

    private static boolean isDigits(String text) {
        if (text.length() != DIGITS) {
            return false;
        }
        for (int at = 0; at < DIGITS; at++) {
            char one = text.charAt(at);
            if ((one < '0' || one > '9') && (one < 'a' || one > 'f')) {
                return false;
            }
        }
        return true;
    }
}
