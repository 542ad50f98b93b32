package io.jenkins.plugins.greenlight.stage.notify;

import io.jenkins.plugins.greenlight.report.Ending;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The endings that a channel is told of. */
public record Occasions(Set<Ending> endings) {
    public static final Occasions ALL = new Occasions(EnumSet.allOf(Ending.class));
    /** Every ending as greenlight.yaml writes it. */
    public static final List<String> WORDS = Arrays.stream(Ending.values()).map(Occasions::word).toList();

    public Occasions {
        endings = Set.copyOf(endings);
    }

    /** @param words each one of {@link #WORDS} */
    public static Occasions of(List<String> words) {
        return new Occasions(words.stream().map(word -> Ending.valueOf(word.toUpperCase(Locale.ROOT))).collect(Collectors.toSet()));
    }

    @Override public String toString() {
        return endings.stream().sorted().map(Occasions::word).collect(Collectors.joining(", "));
    }

    private static String word(Ending ending) {
        return ending.name().toLowerCase(Locale.ROOT);
    }
}
