package io.jenkins.plugins.greenlight.stage.coverage.reader;

import io.jenkins.plugins.greenlight.stage.coverage.lines.SourceBuffer;
import io.jenkins.plugins.greenlight.stage.coverage.lines.SourceCollector;
import io.jenkins.plugins.greenlight.stage.coverage.lines.SourceName;

/** The open class: its own lines go to its file at once, those of its methods when it is known whether it lists any itself. */
final class CoberturaClass {
    private final SourceCollector files;
    private final SourceCollector aside = new SourceCollector();
    private SourceName name;
    private SourceBuffer file;
    private SourceBuffer methodLines;
    private String type;
    private boolean ownLines;
    private boolean anyHit;

    private boolean methodOpen;
    private String method;
    private String said;
    private int firstLine;
    private boolean methodHit;

    private boolean lineOpen;
    private boolean lineOfMethod;
    private int line;
    private boolean hit;
    private int coveredBranches;
    private int missedBranches;
    private int coveredConditions;
    private int conditions;

    CoberturaClass(SourceCollector files) {
        this.files = files;
    }

    void open(String path, String packageName, String className) {
        name = new SourceName(path, "", packageName);
        file = files.file(name);
        type = className;
        methodLines = null;
        ownLines = false;
        anyHit = false;
    }

    /** @param saidEntered a count or rate of its element, empty when there is none */
    void method(String signature, String saidEntered) {
        methodOpen = true;
        method = signature;
        said = saidEntered;
        firstLine = -1;
        methodHit = false;
    }

    void line(int number, boolean isHit, boolean ofMethod) {
        lineOpen = true;
        lineOfMethod = ofMethod;
        line = number;
        hit = isHit;
        coveredBranches = 0;
        missedBranches = 0;
        coveredConditions = 0;
        conditions = 0;
    }

    void branches(int covered, int missed) {
        coveredBranches = covered;
        missedBranches = missed;
    }

    /** A condition of two ways: {@code 100%} both were taken, {@code 0%} none. Other percentages, of switches, tell no number. */
    void condition(String coverage) {
        conditions += 2;
        switch (coverage) {
            case "100%" -> coveredConditions += 2;
            case "50%" -> coveredConditions++;
            case "0%" -> { }
            default -> conditions -= 2;
        }
    }

    void endLine() {
        if (!lineOpen) {
            return;
        }
        lineOpen = false;
        anyHit |= hit;
        if (coveredBranches + missedBranches == 0) {
            coveredBranches = coveredConditions;
            missedBranches = conditions - coveredConditions;
        }
        if (lineOfMethod) {
            methodHit |= hit;
            firstLine = firstLine < 0 ? line : firstLine;
            if (methodLines == null) {
                methodLines = aside.file(name);
            }
            methodLines.line(line, hit, 0, 0, coveredBranches, missedBranches);
        } else {
            ownLines = true;
            file.line(line, hit, 0, 0, coveredBranches, missedBranches);
        }
    }

    /** Methods of one name at two places are two. One that has no line and of which nothing is said is not counted. */
    void endMethod() {
        if (methodOpen && file != null && (firstLine >= 0 || !said.isEmpty())) {
            file.method(methodHit || HitCount.isHit(said, 0, said.length()), type, method, Integer.toString(firstLine));
        }
        methodOpen = false;
    }

    String type() {
        return type;
    }

    /** @return whether it has lines */
    boolean close() {
        boolean any = ownLines || methodLines != null;
        if (any) {
            file.type(anyHit, type);
        }
        for (var lines : aside.files()) {
            lines.forEach(ownLines ? this::reached : this::add);
        }
        file = null;
        return any;
    }

    private void add(int number, boolean covered, int instructions, int missedInstructions, int branches, int branchesMissed) {
        file.line(number, covered, instructions, missedInstructions, branches, branchesMissed);
    }

    private void reached(int number, boolean covered, int instructions, int missedInstructions, int branches,
                         int branchesMissed) {
        if (covered) {
            file.reached(number);
        }
    }
}
