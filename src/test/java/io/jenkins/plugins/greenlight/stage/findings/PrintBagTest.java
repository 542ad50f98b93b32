package io.jenkins.plugins.greenlight.stage.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.HashMap;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrintBagTest {
    @Test void countsAsAMapWould() {
        var bag = new PrintBag();
        var counts = new HashMap<Long, Integer>();
        var random = new Random(7);

        for (int step = 0; step < 200_000; step++) {
            long key = random.nextInt(20_000);
            if (random.nextInt(3) > 0) {
                bag.put(key, -key);
                counts.merge(key, 1, Integer::sum);
            } else {
                boolean there = counts.getOrDefault(key, 0) > 0;
                assertThat(bag.has(key, -key)).isEqualTo(there);
                assertThat(bag.take(key, -key)).isEqualTo(there);
                counts.computeIfPresent(key, (same, count) -> Math.max(0, count - 1));
            }
        }

        assertThat(bag.size()).isEqualTo(counts.values().stream().mapToLong(count -> count).sum());
    }

    @Test void tellsPrintsApartThatShareAHalf() {
        var bag = new PrintBag();
        bag.put(1, 2);

        assertThat(bag.take(1, 3)).isFalse();
        assertThat(bag.take(2, 2)).isFalse();
        assertThat(bag.take(0, 0)).isFalse();
        assertThat(bag.take(1, 2)).isTrue();
        assertThat(bag.take(1, 2)).isFalse();
    }

    @Test void staysQuickWhenFingerprintsAreMadeToCollide() {
        var bag = new PrintBag();

        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (long at = 0; at < 300_000; at++) {
                bag.put(at << 32, at);
                bag.put(at, at);
                bag.put(0, at << 40);
            }
        });

        assertThat(bag.size()).isEqualTo(900_000);
    }

    @Test void makesFingerprintsOfAnyText() {
        var prints = new Prints();
        prints.add("00000000000000010000000000000002");
        prints.add("ffffffffffffffff0000000000000000");
        prints.add("somebody's own");
        prints.add("somebody's own");
        prints.add("SOMEBODY'S OWN");

        assertThat(prints.high(0)).isOne();
        assertThat(prints.low(0)).isEqualTo(2);
        assertThat(prints.high(1)).isEqualTo(-1);
        assertThat(prints.high(2)).isEqualTo(prints.high(3)).isNotEqualTo(prints.high(4));
        assertThat(prints.size()).isEqualTo(5);
    }
}
