package io.jenkins.plugins.greenlight.stage.coverage.lines;

/** The lines of one file in order, each number once, in some three bytes a line. Does not change. */
final class PackedLines {
    static final PackedLines NONE = new PackedLines(new byte[0], 0);

    private final byte[] bytes;
    private final int count;

    /** @param bytes as {@link LineWriter} writes them */
    PackedLines(byte[] bytes, int count) {
        this.bytes = bytes;
        this.count = count;
    }

    int count() {
        return count;
    }

    int size() {
        return bytes.length;
    }

    byte[] bytes() {
        return bytes;
    }

    void forEach(LineVisitor visitor) {
        for (var line = new LineCursor(this); line.next();) {
            if (line.executable) {
                visitor.line(line.number, line.covered, line.coveredInstructions, line.missedInstructions,
                        line.coveredBranches, line.missedBranches);
            } else if (line.coveredBranches + line.missedBranches > 0) {
                visitor.branches(line.number, line.coveredBranches, line.missedBranches);
            }
        }
    }

    /** What both say; of a line that both know, as the better one says. */
    PackedLines merge(PackedLines other) {
        if (count == 0 || other.count == 0) {
            return count == 0 ? other : this;
        }
        var writer = new LineWriter(Math.max(size(), other.size()));
        var left = new LineCursor(this);
        var right = new LineCursor(other);
        boolean more = left.next();
        boolean others = right.next();
        while (more || others) {
            int at = !others || more && left.number <= right.number ? left.number : right.number;
            boolean both = more && others && left.number == right.number;
            var line = more && left.number == at ? left : right;
            if (both) {
                left.best(right);
            }
            writer.write(line);
            more = line == left ? left.next() : more;
            others = both || line == right ? right.next() : others;
        }
        return writer.packed();
    }
}
