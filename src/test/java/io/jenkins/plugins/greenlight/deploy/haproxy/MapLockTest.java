package io.jenkins.plugins.greenlight.deploy.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapLockTest {
    @TempDir Path folder;

    @Test void waitsUntilTheOtherIsDone() throws Exception {
        var map = folder.resolve("live.map");
        var waited = new AtomicInteger();
        var other = MapLock.take(map, time -> { });

        try (var lock = MapLock.take(map, time -> {
            if (waited.incrementAndGet() == 3) {
                close(other);
            }
        })) {
            assertThat(lock).isNotNull();
            assertThat(waited).hasValue(3);
        }
    }

    private static void close(MapLock lock) {
        try {
            lock.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test void passesByWhoeverWasStoppedWithTheLock() throws Exception {
        var map = folder.resolve("live.map");
        var waited = new AtomicInteger();
        try (var other = MapLock.take(map, time -> { }); var lock = MapLock.take(map,
                time -> waited.addAndGet((int) time.toMillis()))) {
            assertThat(lock).isNotSameAs(other);
            assertThat(waited).hasValue(3_000);
        }
    }

    @Test void saysWhereItCannotBe() {
        assertThatThrownBy(() -> MapLock.take(folder.resolve("no/live.map"), time -> { })).isInstanceOf(IOException.class)
                .hasMessageContaining(folder.resolve("no/.live.map.lock").toString());
    }
}
