package io.jenkins.plugins.greenlight.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.parse.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** JSON that is well formed and says something else than its tool would. */
class MutatedTreesTest {
    private static final List<Object> STRANGERS = List.of("", "x", "\u001b[2J", "7", 0, -1, 1, 12345678901234567L, 0.5, 1e300, true, false,
            List.of(), List.of("x"), List.of(Map.of()), Map.of(), Map.of("x", "y"));

    /** Where a value stands: in a map by key, or in a list by index. */
    private record Spot(Object owner, Object key) {
        @SuppressWarnings("unchecked")
        Object get() {
            return owner instanceof Map<?, ?> map ? map.get(key) : ((List<Object>) owner).get((Integer) key);
        }

        @SuppressWarnings("unchecked")
        void set(Object value) {
            if (owner instanceof Map<?, ?> map) {
                ((Map<String, Object>) map).put((String) key, value);
            } else {
                ((List<Object>) owner).set((Integer) key, value);
            }
        }
    }

    @Provide Arbitrary<Sample> json() {
        return Arbitraries.of(Sample.json());
    }

    /** A value of another type may be one that is not needed; where it held findings, or is one, it is refused or doubted. */
    @Property(tries = 200) void refusesOrDoubtsAnotherTypeWhereItLosesAFinding(@ForAll("json") Sample sample, @ForAll Random random) {
        var root = tree(sample);
        var spots = spots(root);
        var spot = spots.get(random.nextInt(spots.size()));
        var before = spot.get();
        var stranger = STRANGERS.get(random.nextInt(STRANGERS.size()));
        spot.set(stranger);
        boolean anotherList = stranger instanceof List && before instanceof List;

        var seen = Seen.in(sample, Json.write(root));

        if (!anotherList && seen.isPresent() && !seen.get().doubtful() && !isStatus(spot)) {
            assertThat(seen.get().count()).as(() -> sample + " with " + stranger + " for " + before + " at " + spot.key())
                    .isGreaterThanOrEqualTo(sample.count());
        }
    }

    /** In SARIF these say whether a result is a finding that is there; every other kind of theirs is one. */
    private static boolean isStatus(Spot spot) {
        return spot.key().equals("kind") || spot.key().equals("baselineState");
    }

    @Property(tries = 200) void countsOneMoreForOneMoreAndOneLessForOneLess(@ForAll("json") Sample sample, @ForAll Random random) {
        var root = tree(sample);
        var lists = spots(root).stream().filter(spot -> isListOfFindings(sample, spot)).toList();
        var spot = lists.get(random.nextInt(lists.size()));
        @SuppressWarnings("unchecked") var list = (List<Object>) spot.get();
        int at = random.nextInt(list.size());

        list.add(random.nextInt(list.size() + 1), Json.read(Json.write(list.get(at)).replace("plain", "other"), "f").plain());
        assertThat(Seen.in(sample, Json.write(root))).contains(new Seen(sample.count() + 1, false));
        list.remove(random.nextInt(list.size()));
        list.remove(random.nextInt(list.size()));
        assertThat(Seen.in(sample, Json.write(root))).contains(new Seen(sample.count() - 1, false));
    }

    @Property(tries = 200) void readsTheSameWhateverOrderTheKeysAreIn(@ForAll("json") Sample sample, @ForAll Random random) {
        assertThat(Seen.in(sample, Json.write(shuffled(tree(sample), random)))).contains(new Seen(sample.count(), false));
    }

    /** What a finding says never decides whether it counts. */
    @Property(tries = 200) void countsAFindingWhateverItsTextsSay(@ForAll("json") Sample sample, @ForAll Random random, @ForAll String text) {
        var root = tree(sample);
        var texts = spots(root).stream().filter(spot -> spot.get() instanceof String one && one.contains("plain")).toList();
        var spot = texts.get(random.nextInt(texts.size()));
        spot.set(((String) spot.get()).replace("plain", text));

        assertThat(Seen.in(sample, Json.write(root))).as(() -> sample + " with \"" + text + "\" at " + spot.key())
                .contains(new Seen(sample.count(), false));
    }

    @Property(tries = 200) void refusesAKeyThatStandsTwice(@ForAll("json") Sample sample, @ForAll Random random) {
        var root = tree(sample);
        var spots = spots(root).stream().filter(spot -> spot.owner() instanceof Map).toList();
        var spot = spots.get(random.nextInt(spots.size()));
        String key = Json.write(spot.key()) + ":";
        spot.set("twice");
        String text = Json.write(root).replace(key + "\"twice\"", key + "\"twice\"," + key + "\"twice\"");

        assertThat(Seen.in(sample, text)).isEmpty();
    }

    private static boolean isListOfFindings(Sample sample, Spot spot) {
        return switch (sample) {
            case TRIVY -> List.of("Vulnerabilities", "Misconfigurations", "Secrets", "Licenses", "ExperimentalModifiedFindings")
                    .contains(spot.key());
            case SARIF, BANDIT -> spot.key().equals("results");
            case CYCLONEDX -> spot.key().equals("vulnerabilities");
            case SPOTBUGS, JACOCO, COBERTURA, LCOV -> false;
        };
    }

    private static Object tree(Sample sample) {
        return open(Json.read(sample.text(), "f").plain());
    }

    /** The same in maps and lists that can be changed. */
    private static Object open(Object value) {
        if (value instanceof Map<?, ?> map) {
            var copy = new LinkedHashMap<String, Object>();
            map.forEach((key, child) -> copy.put((String) key, open(child)));
            return copy;
        }
        return value instanceof List<?> list ? new ArrayList<>(list.stream().map(MutatedTreesTest::open).toList()) : value;
    }

    private static Object shuffled(Object value, Random random) {
        if (value instanceof Map<?, ?> map) {
            var keys = new ArrayList<>(map.keySet());
            java.util.Collections.shuffle(keys, random);
            var copy = new LinkedHashMap<String, Object>();
            keys.forEach(key -> copy.put((String) key, shuffled(map.get(key), random)));
            return copy;
        }
        return value instanceof List<?> list ? list.stream().map(one -> shuffled(one, random)).toList() : value;
    }

    private static List<Spot> spots(Object value) {
        var spots = new ArrayList<Spot>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, child) -> {
                spots.add(new Spot(map, key));
                spots.addAll(spots(child));
            });
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                spots.add(new Spot(list, i));
                spots.addAll(spots(list.get(i)));
            }
        }
        return spots;
    }
}
