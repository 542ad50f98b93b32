package io.jenkins.plugins.greenlight.stage.coverage.lines;

/** Adds up lines, branches and instructions. */
public final class LineSum implements LineVisitor {
    private long coveredLines;
    private long missedLines;
    private long coveredInstructions;
    private long missedInstructions;
    private long coveredBranches;
    private long missedBranches;

    @Override public void line(int number, boolean covered, int instructions, int instructionsMissed, int branches,
                               int branchesMissed) {
        coveredLines += covered ? 1 : 0;
        missedLines += covered ? 0 : 1;
        coveredInstructions += instructions;
        missedInstructions += instructionsMissed;
        branches(number, branches, branchesMissed);
    }

    @Override public void branches(int number, int covered, int missed) {
        coveredBranches += covered;
        missedBranches += missed;
    }

    public Counters counters() {
        var counters = new Counters();
        counters.add(Metric.LINE, Ratio.ofMissed(missedLines, coveredLines));
        counters.add(Metric.BRANCH, Ratio.ofMissed(missedBranches, coveredBranches));
        counters.add(Metric.INSTRUCTION, Ratio.ofMissed(missedInstructions, coveredInstructions));
        return counters;
    }
}
