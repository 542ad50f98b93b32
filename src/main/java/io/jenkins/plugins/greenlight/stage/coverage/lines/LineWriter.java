package io.jenkins.plugins.greenlight.stage.coverage.lines;

import java.util.Arrays;

/** Packs lines that come in order: seven bits a byte, numbers as the distance from the line before. */
final class LineWriter {
    private static final int LONGEST = 6 + 4 * 5;

    private byte[] bytes;
    private int size;
    private int last;
    private int count;

    LineWriter(int capacity) {
        bytes = new byte[Math.max(LONGEST, capacity)];
    }

    /** The line after the last one. */
    void write(LineCursor line) {
        if (bytes.length - size < LONGEST) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        boolean instructions = (line.coveredInstructions | line.missedInstructions) != 0;
        boolean branches = (line.coveredBranches | line.missedBranches) != 0;
        put((long) (line.number - last) << LineCursor.FLAG_BITS | (line.executable ? LineCursor.EXECUTABLE : 0)
                | (line.covered ? LineCursor.COVERED : 0) | (instructions ? LineCursor.INSTRUCTIONS : 0)
                | (branches ? LineCursor.BRANCHES : 0));
        if (instructions) {
            put(line.coveredInstructions);
            put(line.missedInstructions);
        }
        if (branches) {
            put(line.coveredBranches);
            put(line.missedBranches);
        }
        last = line.number;
        count++;
    }

    PackedLines packed() {
        return new PackedLines(Arrays.copyOf(bytes, size), count);
    }

    private void put(long value) {
        long rest = value;
        while (rest > 0x7f) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }
}
