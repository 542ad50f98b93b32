package io.jenkins.plugins.greenlight.stage.coverage.lines;

import java.util.ArrayDeque;
import java.util.Deque;

/** A file whose lines are being read, in any order and as often as a report likes to repeat them. */
public final class SourceBuffer {
    private final SourceName name;
    private final LineScratch scratch;
    private final Deque<PackedLines> pieces = new ArrayDeque<>();
    private final Entered methods = new Entered();
    private final Entered classes = new Entered();

    SourceBuffer(SourceName name, LineScratch scratch) {
        this.name = name;
        this.scratch = scratch;
    }

    /** @param number 0 or more; 0, which some tools write of what stands nowhere, is no line and not kept
     *  @see LineVisitor#line */
    public void line(int number, boolean covered, int coveredInstructions, int missedInstructions, int coveredBranches,
                     int missedBranches) {
        if (number == 0) {
            return;
        }
        room();
        scratch.add(number, covered ? LineCursor.EXECUTABLE | LineCursor.COVERED : LineCursor.EXECUTABLE, coveredInstructions,
                missedInstructions, coveredBranches, missedBranches);
    }

    /** The line was executed, if it is one to be executed: that another call tells. */
    public void reached(int number) {
        room();
        scratch.add(number, LineCursor.COVERED, 0, 0, 0, 0);
    }

    /** Where one was taken the line was executed, whatever is said of it.
     *  @see LineVisitor#branches */
    public void branches(int number, int covered, int missed) {
        room();
        scratch.add(number, covered > 0 ? LineCursor.COVERED : 0, 0, 0, covered, missed);
    }

    /** @param names that tell it from the file's other methods: of its class, its own, its descriptor */
    public void method(boolean entered, String... names) {
        methods.add(NameHash.of(names), entered);
    }

    public void type(boolean entered, String name) {
        classes.add(NameHash.of(name), entered);
    }

    SourceName name() {
        return name;
    }

    /** Packs what was read since the last time. */
    void rest() {
        var piece = scratch.pack();
        while (!pieces.isEmpty() && pieces.peek().size() < 2 * piece.size()) {
            piece = pieces.pop().merge(piece);
        }
        if (piece.count() > 0) {
            pieces.push(piece);
        }
    }

    SourceLines read(SourceName called) {
        var all = PackedLines.NONE;
        while (!pieces.isEmpty()) {
            all = all.merge(pieces.pop());
        }
        return new SourceLines(called, all, methods, classes);
    }

    private void room() {
        if (!scratch.isOf(this)) {
            throw new IllegalStateException(name + " is not the open file any more. Expected its lines while it is open.");
        }
        if (scratch.isFull()) {
            rest();
        }
    }
}
