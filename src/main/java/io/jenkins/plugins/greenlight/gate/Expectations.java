package io.jenkins.plugins.greenlight.gate;

import java.util.Arrays;
import java.util.List;

/** The thresholds of one gate. None at all makes an empty verdict, which is inconclusive. */
public record Expectations(List<Expectation> all) {
    public Expectations {
        all = List.copyOf(all);
    }

    /** @throws IllegalArgumentException naming the first text that is no threshold */
    public static Expectations parse(String... texts) {
        return new Expectations(Arrays.stream(texts).map(Expectation::parse).toList());
    }

    /** Misspelled measures and wrong units, one sentence each, in order; empty when all is well. */
    public List<String> problems(Vocabulary vocabulary) {
        return Expectation.problems(all, vocabulary);
    }

    public Verdict judge(Measures measures) {
        return new Verdict(all.stream().map(expectation -> expectation.judge(measures)).toList());
    }
}
