package io.jenkins.plugins.greenlight.stage.coverage.lines;

import java.util.Arrays;

/** Lines as they come, before they are put in order. One for all files of a report: a file that is left packs its lines. */
final class LineScratch {
    private static final int MAX_LINES = 16 * 1024;
    private static final int WIDTH = 5;

    private int[] values = new int[64 * WIDTH];
    private long[] order = new long[64];
    private int size;
    private boolean ascending = true;
    private Object owner;

    /** What comes now is of this file. */
    void own(Object file) {
        owner = file;
    }

    boolean isOf(Object file) {
        return owner == file;
    }

    boolean isFull() {
        return size == MAX_LINES;
    }

    void add(int number, int flags, int coveredInstructions, int missedInstructions, int coveredBranches, int missedBranches) {
        if (size == order.length) {
            order = Arrays.copyOf(order, size * 2);
            values = Arrays.copyOf(values, size * 2 * WIDTH);
        }
        ascending = ascending && (size == 0 || order[size - 1] >>> 32 < number);
        order[size] = (long) number << 32 | size;
        int at = size++ * WIDTH;
        values[at] = flags;
        values[at + 1] = coveredInstructions;
        values[at + 2] = missedInstructions;
        values[at + 3] = coveredBranches;
        values[at + 4] = missedBranches;
    }

    /** And is empty again. */
    PackedLines pack() {
        if (!ascending) {
            Arrays.sort(order, 0, size);
        }
        var writer = new LineWriter(size * 4);
        var line = new LineCursor(PackedLines.NONE);
        var again = new LineCursor(PackedLines.NONE);
        for (int i = 0; i < size; i++) {
            take(line, order[i]);
            for (; i + 1 < size && order[i + 1] >>> 32 == line.number; i++) {
                take(again, order[i + 1]);
                line.best(again);
            }
            writer.write(line);
        }
        size = 0;
        ascending = true;
        return writer.packed();
    }

    private void take(LineCursor line, long place) {
        int at = (int) place * WIDTH;
        line.set((int) (place >>> 32), (values[at] & LineCursor.EXECUTABLE) != 0, (values[at] & LineCursor.COVERED) != 0);
        line.instructions(values[at + 1], values[at + 2]);
        line.branches(values[at + 3], values[at + 4]);
    }
}
