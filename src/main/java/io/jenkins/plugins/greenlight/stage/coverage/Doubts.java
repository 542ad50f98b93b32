package io.jenkins.plugins.greenlight.stage.coverage;

import io.jenkins.plugins.greenlight.gate.Check;
import java.util.ArrayList;
import java.util.List;

/** What keeps a part from being known. Some are enough to see what is wrong. */
final class Doubts {
    private static final int MOST = 40;

    private final List<Check> all = new ArrayList<>();

    void add(Check check) {
        if (all.size() < MOST) {
            all.add(check);
        }
    }

    List<Check> all() {
        return List.copyOf(all);
    }
}
