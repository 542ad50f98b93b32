package io.jenkins.plugins.greenlight.stage.coverage.lines;

/** One line at a time, made once for many. */
final class LineCursor {
    static final int EXECUTABLE = 1;
    static final int COVERED = 2;
    static final int INSTRUCTIONS = 4;
    static final int BRANCHES = 8;
    static final int FLAG_BITS = 4;

    int number;
    boolean executable;
    boolean covered;
    int coveredInstructions;
    int missedInstructions;
    int coveredBranches;
    int missedBranches;

    private final byte[] bytes;
    private int at;

    /** Before the first of these. */
    LineCursor(PackedLines lines) {
        this.bytes = lines.bytes();
    }

    /** False after the last. */
    boolean next() {
        if (at == bytes.length) {
            return false;
        }
        long head = read();
        number += (int) (head >>> FLAG_BITS);
        executable = (head & EXECUTABLE) != 0;
        covered = (head & COVERED) != 0;
        boolean instructions = (head & INSTRUCTIONS) != 0;
        coveredInstructions = instructions ? (int) read() : 0;
        missedInstructions = instructions ? (int) read() : 0;
        boolean branches = (head & BRANCHES) != 0;
        coveredBranches = branches ? (int) read() : 0;
        missedBranches = branches ? (int) read() : 0;
        return true;
    }

    void set(int line, boolean isExecutable, boolean isCovered) {
        number = line;
        executable = isExecutable;
        covered = isCovered;
    }

    void instructions(int coveredOnes, int missedOnes) {
        coveredInstructions = coveredOnes;
        missedInstructions = missedOnes;
    }

    void branches(int coveredOnes, int missedOnes) {
        coveredBranches = coveredOnes;
        missedBranches = missedOnes;
    }

    /** The same line seen by two test runs: covered as far as the better one got. */
    void best(LineCursor other) {
        executable |= other.executable;
        covered |= other.covered;
        int total = Math.max(coveredInstructions + missedInstructions, other.coveredInstructions + other.missedInstructions);
        coveredInstructions = Math.max(coveredInstructions, other.coveredInstructions);
        missedInstructions = total - coveredInstructions;
        total = Math.max(coveredBranches + missedBranches, other.coveredBranches + other.missedBranches);
        coveredBranches = Math.max(coveredBranches, other.coveredBranches);
        missedBranches = total - coveredBranches;
    }

    private long read() {
        long value = 0;
        for (int shift = 0;; shift += 7) {
            byte b = bytes[at++];
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }
}
