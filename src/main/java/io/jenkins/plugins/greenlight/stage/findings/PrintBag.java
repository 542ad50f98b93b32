package io.jenkins.plugins.greenlight.stage.findings;

import java.security.SecureRandom;

/** How often each fingerprint is there; about 40 bytes for each that differs. */
public final class PrintBag {
    private static final int FREE = 0;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Of this bag alone: whoever writes a report cannot make fingerprints that all want one place. */
    private final long forHigh = RANDOM.nextLong() | 1;
    private final long forLow = RANDOM.nextLong() | 1;
    private long[] halves = new long[2 * 64];
    /** One more than there are of it, so that what was taken whole keeps its place. */
    private int[] counts = new int[64];
    private final Prints one = new Prints();
    private int used;
    private long size;

    /** Puts one in. */
    void put(long high, long low) {
        int at = place(high, low);
        if (counts[at] == FREE) {
            if (2 * ++used > counts.length) {
                used--;
                grow();
                put(high, low);
                return;
            }
            halves[2 * at] = high;
            halves[2 * at + 1] = low;
            counts[at] = 1;
        }
        counts[at]++;
        size++;
    }

    /** @return whether there was one */
    boolean take(long high, long low) {
        int at = place(high, low);
        if (counts[at] <= 1) {
            return false;
        }
        counts[at]--;
        size--;
        return true;
    }

    boolean has(long high, long low) {
        return counts[place(high, low)] > 1;
    }

    public void put(String fingerprint) {
        one.add(fingerprint);
        put(one, 0);
        one.removeLast();
    }

    /** @return whether there was one */
    public boolean take(String fingerprint) {
        one.add(fingerprint);
        boolean was = take(one, 0);
        one.removeLast();
        return was;
    }

    void put(Prints prints, int at) {
        put(prints.high(at), prints.low(at));
    }

    boolean take(Prints prints, int at) {
        return take(prints.high(at), prints.low(at));
    }

    boolean has(Prints prints, int at) {
        return has(prints.high(at), prints.low(at));
    }

    /** All that are in it. */
    public long size() {
        return size;
    }

    /** Where it is or may go. */
    private int place(long high, long low) {
        long mixed = high * forHigh + low * forLow;
        mixed = (mixed ^ mixed >>> 32) * 0x9E3779B97F4A7C15L;
        int at = (int) (mixed >>> 32) & counts.length - 1;
        while (counts[at] != FREE && (halves[2 * at] != high || halves[2 * at + 1] != low)) {
            at = at + 1 & counts.length - 1;
        }
        return at;
    }

    private void grow() {
        var oldHalves = halves;
        var oldCounts = counts;
        halves = new long[2 * oldHalves.length];
        counts = new int[2 * oldCounts.length];
        for (int i = 0; i < oldCounts.length; i++) {
            if (oldCounts[i] != FREE) {
                int at = place(oldHalves[2 * i], oldHalves[2 * i + 1]);
                halves[2 * at] = oldHalves[2 * i];
                halves[2 * at + 1] = oldHalves[2 * i + 1];
                counts[at] = oldCounts[i];
            }
        }
    }
}
