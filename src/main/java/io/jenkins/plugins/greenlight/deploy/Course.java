package io.jenkins.plugins.greenlight.deploy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** How the share of errors went while a candidate was watched, in so few points that a page can draw it however long that was. */
final class Course {
    private static final int MOST = 240;

    private final List<DeployResult.Moment> moments = new ArrayList<>();
    private int step = 1;
    private int looks;

    /** @param errors in percent of the last seconds; empty when there were no requests, which leaves a gap */
    void add(Duration elapsed, OptionalDouble errors) {
        if (errors.isPresent() && looks % step == 0) {
            moments.add(new DeployResult.Moment(elapsed, errors.getAsDouble()));
        }
        looks++;
        if (moments.size() > MOST) {
            step *= 2;
            thin();
        }
    }

    private void thin() {
        var kept = new ArrayList<DeployResult.Moment>();
        for (int i = 0; i < moments.size(); i += 2) {
            kept.add(moments.get(i));
        }
        moments.clear();
        moments.addAll(kept);
    }

    List<DeployResult.Moment> moments() {
        return List.copyOf(moments);
    }
}
