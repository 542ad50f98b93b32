package io.jenkins.plugins.greenlight.parse;

/**
 * A pattern as a machine that is in several places at once, so that it reads a path once and never goes back.
 *
 * @param steps what it does at each place; the last is past the end and means a match
 */
record GlobProgram(Step[] steps) {
    enum Kind { ONE, CHOICE, NAME, ANY, SPLIT, JUMP, MATCH }

    /**
     * @param first  the character, or the place to go on at
     * @param second the other place of a SPLIT
     * @param ranges of a CHOICE: from and to, in turns
     */
    record Step(Kind kind, int first, int second, int[] ranges, boolean not) {
        boolean takes(int c) {
            return switch (kind) {
                case ONE -> c == first;
                case CHOICE -> c != '/' && isIn(c) != not;
                case NAME -> c != '/';
                case ANY -> true;
                case SPLIT, JUMP, MATCH -> false;
            };
        }

        private boolean isIn(int c) {
            for (int at = 0; at < ranges.length; at += 2) {
                if (c >= ranges[at] && c <= ranges[at + 1]) {
                    return true;
                }
            }
            return false;
        }
    }

    boolean matches(String path) {
        var now = new Places(steps);
        var next = new Places(steps);
        now.add(0);
        for (int at = 0; at < path.length() && now.count > 0; at += Character.charCount(path.codePointAt(at))) {
            int c = path.codePointAt(at);
            next.clear();
            for (int i = 0; i < now.count; i++) {
                if (steps[now.places[i]].takes(c)) {
                    next.add(now.places[i] + 1);
                }
            }
            var last = now;
            now = next;
            next = last;
        }
        return now.holdsEnd();
    }

    /** Where the machine is, each place once. */
    private static final class Places {
        private final Step[] steps;
        private final int[] places;
        private final int[] waiting;
        private final int[] seen;
        private int round = 1;
        private int count;

        Places(Step[] steps) {
            this.steps = steps;
            this.places = new int[steps.length];
            this.waiting = new int[steps.length + 1];
            this.seen = new int[steps.length];
        }

        void clear() {
            count = 0;
            round++;
        }

        boolean holdsEnd() {
            return seen[steps.length - 1] == round;
        }

        /** Goes through what takes no character. Each place waits once at the most, as it is marked before. */
        void add(int place) {
            int waits = mark(place, 0);
            while (waits > 0) {
                int at = waiting[--waits];
                var step = steps[at];
                switch (step.kind()) {
                    case SPLIT -> waits = mark(step.second(), mark(step.first(), waits));
                    case JUMP -> waits = mark(step.first(), waits);
                    case ONE, CHOICE, NAME, ANY, MATCH -> places[count++] = at;
                }
            }
        }

        private int mark(int place, int waits) {
            if (seen[place] == round) {
                return waits;
            }
            seen[place] = round;
            waiting[waits] = place;
            return waits + 1;
        }
    }
}
