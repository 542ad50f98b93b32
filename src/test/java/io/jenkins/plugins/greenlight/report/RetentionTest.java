package io.jenkins.plugins.greenlight.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    /** Of some ten days, several in one millisecond, some after now: clocks run backwards. */
    @Provide Arbitrary<RunName> names() {
        var times = Arbitraries.longs().between(-10 * 24, 24).map(hours -> NOW.plus(Duration.ofHours(hours)));
        return times.flatMap(at -> Arbitraries.of("a", "b", "7f3c").map(id -> new RunName(at, id)));
    }

    @Property void neverRemovesANewerRunWhileItKeepsAnOlderOneAndNeverTheCurrent(
            @ForAll @Size(max = 40) Set<@From("names") RunName> others, @ForAll("names") RunName current,
            @ForAll @IntRange(min = 1, max = 12) int runs, @ForAll @IntRange(min = 0, max = 12) int days) {
        var all = new ArrayList<>(others);
        all.add(current);
        var age = Optional.of(Duration.ofDays(days)).filter(most -> !most.isZero());

        var expired = new Retention(runs, age).expired(all, current, NOW);

        var kept = all.stream().filter(run -> !expired.contains(run)).distinct().toList();
        assertThat(expired).doesNotContain(current).isSorted().doesNotHaveDuplicates();
        assertThat(kept).filteredOn(run -> !run.equals(current))
                .allSatisfy(run -> assertThat(expired).allSatisfy(gone -> assertThat(gone).isLessThan(run)));
        assertThat(kept.size()).isLessThanOrEqualTo(runs + 1);
        assertThat(expired).as("each with a reason")
                .allMatch(gone -> all.stream().filter(run -> run.compareTo(gone) > 0).distinct().count() >= runs
                || age.isPresent() && gone.at().isBefore(NOW.minus(age.get())));
    }

    @Property void readsBackEveryNameItMakesAndSortsTheTextsAlike(@ForAll("names") RunName one, @ForAll("names") RunName other) {
        assertThat(RunName.read(one.toString())).contains(one);
        assertThat(Integer.signum(one.toString().compareTo(other.toString()))).isEqualTo(Integer.signum(one.compareTo(other)));
    }

    @Test void keepsTheNewestAndRemovesFromOneBeyond() {
        var names = List.of(name("01"), name("02"), name("03"));

        assertThat(new Retention(3, Optional.empty()).expired(names, name("03"), NOW)).isEmpty();
        assertThat(new Retention(2, Optional.empty()).expired(names, name("03"), NOW)).containsExactly(name("01"));
        assertThat(new Retention(1, Optional.empty()).expired(names, name("03"), NOW)).containsExactly(name("01"), name("02"));
    }

    @Test void removesWhatIsOlderThanItsAgeButNotWhatIsJustAsOld() {
        var age = Optional.of(Duration.ofDays(8));

        var eightDaysLater = Instant.parse("2026-03-10T00:00:00Z");
        assertThat(new Retention(9, age).expired(List.of(name("01"), name("02"), name("03")), name("03"), eightDaysLater))
                .containsExactly(name("01"));
    }

    @Test void takesNothingElseForANameAndNoNonceIntoAPath() {
        for (String other : List.of("", "20260301T000000000Z", "20260301T000000000Z-", "20260301T000000000Z-a/b",
                "20260301T000000000Z-..", "20261301T000000000Z-a", "20260301T250000000Z-a",
                "2026-03-01", "x20260301T000000000Z-a")) {
            assertThat(RunName.read(other)).as(other).isEmpty();
        }
        assertThat(RunName.of(NOW, "../../x y").toString()).isEqualTo("20260310T120000000Z-xy");
        assertThat(RunName.of(NOW, "").toString()).matches("20260310T120000000Z-[0-9a-f]{8}");
        assertThat(RunName.of(NOW, "n".repeat(65)).id()).hasSize(64);
    }

    @Test void refusesToKeepNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Retention(0, Optional.empty()))
                .withMessageContaining("Expected 1 or more");
        assertThatIllegalArgumentException().isThrownBy(() -> new Retention(1, Optional.of(Duration.ZERO)))
                .withMessageContaining("Expected more than nothing");
    }

    private static RunName name(String day) {
        return new RunName(Instant.parse("2026-03-" + day + "T00:00:00Z"), "a");
    }
}
