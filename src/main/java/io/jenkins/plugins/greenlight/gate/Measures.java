package io.jenkins.plugins.greenlight.gate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The figures one stage publishes, in the order it wants them shown. Names are unique. */
public record Measures(List<Measure> all) {
    public Measures {
        all = List.copyOf(all);
        long distinct = all.stream().map(Measure::name).distinct().count();
        if (distinct != all.size()) {
            throw new IllegalArgumentException("A measure is named twice in " + all.stream().map(Measure::name).toList());
        }
    }

    public static Measures of(Measure... measures) {
        return new Measures(Arrays.asList(measures));
    }

    public static Measures none() {
        return new Measures(List.of());
    }

    public Optional<Measure> named(String name) {
        return all.stream().filter(measure -> measure.name().equals(name)).findFirst();
    }
}
