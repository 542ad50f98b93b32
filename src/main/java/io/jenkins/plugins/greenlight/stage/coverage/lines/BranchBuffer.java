package io.jenkins.plugins.greenlight.stage.coverage.lines;

import java.util.Arrays;

/** The single branches of a file, as LCOV lists them: each counts once for its line, as taken when it ever was. */
public final class BranchBuffer {
    private static final int MAX_BRANCHES = 1024 * 1024;

    private long[] branches = new long[64];
    private int size;

    /** @param line 0 to 999999999
     *  @param id   which of the line's branches
     *  @param file given the branches before, when there are very many */
    public void add(int line, String id, boolean taken, SourceBuffer file) {
        if (size == branches.length) {
            if (size >= MAX_BRANCHES) {
                flush(file);
            } else {
                branches = Arrays.copyOf(branches, size * 2);
            }
        }
        branches[size++] = (long) line << 32 | NameHash.of(id) & 0xfffffffeL | (taken ? 1 : 0);
    }

    /** Gives all to the file and is empty again. */
    public void flush(SourceBuffer file) {
        Arrays.sort(branches, 0, size);
        int covered = 0;
        int total = 0;
        for (int i = 0; i < size; i++) {
            boolean lastOfBranch = i + 1 == size || branches[i] >>> 1 != branches[i + 1] >>> 1;
            covered += lastOfBranch ? (int) (branches[i] & 1) : 0;
            total += lastOfBranch ? 1 : 0;
            if (i + 1 == size || branches[i] >>> 32 != branches[i + 1] >>> 32) {
                file.branches((int) (branches[i] >>> 32), covered, total - covered);
                covered = 0;
                total = 0;
            }
        }
        size = 0;
    }
}
