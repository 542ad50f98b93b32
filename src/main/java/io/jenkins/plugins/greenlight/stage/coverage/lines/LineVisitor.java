package io.jenkins.plugins.greenlight.stage.coverage.lines;

/** Is shown a file's lines in order, each number once at most. All counts are 0 or more. */
public interface LineVisitor {
    /**
     * A line that can be executed.
     *
     * @param covered             whether any of it was executed
     * @param coveredInstructions 0 like the missed ones where the format knows of none, as in Cobertura's and LCOV's
     */
    void line(int number, boolean covered, int coveredInstructions, int missedInstructions, int coveredBranches,
              int missedBranches);

    /** Branches of a line that its report does not count as one to be executed, e.g. the second of a condition. */
    default void branches(int number, int covered, int missed) { }
}
