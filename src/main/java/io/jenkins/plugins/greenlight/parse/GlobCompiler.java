package io.jenkins.plugins.greenlight.parse;

import io.jenkins.plugins.greenlight.parse.GlobProgram.Kind;
import io.jenkins.plugins.greenlight.parse.GlobProgram.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Reads a pattern from front to back. */
final class GlobCompiler {
    private final String text;
    private final int[] signs;
    private final List<Step> steps = new ArrayList<>();
    private final Deque<Braces> open = new ArrayDeque<>();
    private int at;

    /** A choice that is not closed yet: where its last branch begins, and what has to jump to its end. */
    private static final class Braces {
        private int branch;
        private final List<Integer> ends = new ArrayList<>();
    }

    GlobCompiler(String text) {
        this.text = text;
        this.signs = text.codePoints().toArray();
    }

    /** @throws IllegalArgumentException when the pattern is malformed */
    GlobProgram program() {
        while (at < signs.length) {
            translate(signs[at]);
        }
        if (!open.isEmpty()) {
            throw wrong("the { is not closed");
        }
        put(Kind.MATCH, 0, 0);
        return new GlobProgram(steps.toArray(Step[]::new));
    }

    private void translate(int sign) {
        switch (sign) {
            case '*' -> stars();
            case '?' -> take(Kind.NAME);
            case '[' -> choice();
            case '{' -> begin();
            case '}' -> end();
            case ',' -> branch();
            case '\\' -> escaped();
            default -> literal(sign);
        }
    }

    private void stars() {
        boolean startsName = at == 0 || "/{,".indexOf(signs[at - 1]) >= 0;
        boolean two = is(at + 1, '*');
        if (two && startsName && is(at + 2, '/')) {
            put(Kind.SPLIT, steps.size() + 1, steps.size() + 5);
            repeat(Kind.ANY);
            put(Kind.ONE, '/', 0);
            at += 3;
        } else {
            repeat(two ? Kind.ANY : Kind.NAME);
            at += two ? 2 : 1;
        }
    }

    private void repeat(Kind kind) {
        int here = steps.size();
        put(Kind.SPLIT, here + 1, here + 3);
        put(kind, 0, 0);
        put(Kind.JUMP, here, 0);
    }

    private void choice() {
        int end = at + 2;
        while (end < signs.length && signs[end] != ']') {
            end++;
        }
        if (end >= signs.length) {
            throw wrong("the [ is not closed");
        }
        boolean not = signs[at + 1] == '!';
        var ranges = new ArrayList<Integer>();
        for (int i = at + (not ? 2 : 1); i < end; i++) {
            boolean range = i + 2 < end && signs[i + 1] == '-';
            int to = range ? signs[i + 2] : signs[i];
            if (to < signs[i]) {
                throw wrong("a range in [ ] runs backwards");
            }
            ranges.addAll(List.of(signs[i], to));
            i += range ? 2 : 0;
        }
        if (ranges.isEmpty()) {
            throw wrong("the [ ] chooses from nothing");
        }
        steps.add(new Step(Kind.CHOICE, 0, 0, ranges.stream().mapToInt(Integer::intValue).toArray(), not));
        at = end + 1;
    }

    private void begin() {
        var braces = new Braces();
        braces.branch = steps.size();
        open.push(braces);
        put(Kind.SPLIT, steps.size() + 1, steps.size() + 1);
        at++;
    }

    private void branch() {
        var braces = open.peek();
        if (braces == null) {
            literal(',');
            return;
        }
        braces.ends.add(steps.size());
        put(Kind.JUMP, 0, 0);
        put(braces.branch, steps.size());
        braces.branch = steps.size();
        put(Kind.SPLIT, steps.size() + 1, steps.size() + 1);
        at++;
    }

    private void end() {
        var braces = open.poll();
        if (braces == null) {
            literal('}');
            return;
        }
        braces.ends.forEach(jump -> steps.set(jump, new Step(Kind.JUMP, steps.size(), 0, null, false)));
        at++;
    }

    private void escaped() {
        if (at + 1 == signs.length) {
            throw wrong("it ends in a backslash");
        }
        at++;
        literal(signs[at]);
    }

    private void literal(int sign) {
        put(Kind.ONE, sign, 0);
        at++;
    }

    private void take(Kind kind) {
        put(kind, 0, 0);
        at++;
    }

    private boolean is(int index, char sign) {
        return index < signs.length && signs[index] == sign;
    }

    private void put(Kind kind, int first, int second) {
        steps.add(new Step(kind, first, second, null, false));
    }

    /** Where a branch is left out. */
    private void put(int split, int second) {
        steps.set(split, new Step(Kind.SPLIT, split + 1, second, null, false));
    }

    private IllegalArgumentException wrong(String why) {
        return new IllegalArgumentException("The pattern \"" + text + "\" cannot be read: " + why
                + ". Expected one such as target/**/*.{xml,json}.");
    }
}
