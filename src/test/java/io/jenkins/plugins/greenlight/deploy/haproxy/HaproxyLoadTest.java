package io.jenkins.plugins.greenlight.deploy.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.deploy.Slot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users who never try twice, while they are moved. */
class HaproxyLoadTest {
    private static final int FLIPS = 20;
    private final ExecutorService users = Executors.newCachedThreadPool();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicReference<Slot> told = new AtomicReference<>(Slot.BLUE);
    private volatile boolean over;
    private HaproxyFixture haproxy;

    @BeforeEach void start(@TempDir Path folder) throws IOException, InterruptedException {
        haproxy = new HaproxyFixture(folder);
    }

    @AfterEach void end() throws IOException, InterruptedException {
        users.shutdownNow();
        assertThat(users.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        if (haproxy != null) {
            haproxy.close();
        }
    }

    /** @return how many were answered by the slot they had left, though asked after that was reported */
    private Callable<Integer> user(boolean keepAlive, boolean post) {
        return () -> {
            int late = 0;
            var user = haproxy.user();
            while (!over) {
                var before = told.get();
                var answer = post ? user.post("/order", "one") : user.get("/");
                assertThat(answer.status()).isEqualTo(200);
                late += before != null && told.get() == before && !answer.release().orElseThrow().equals(before.word()) ? 1 : 0;
                answered.incrementAndGet();
                if (!keepAlive) {
                    user.close();
                    user = haproxy.user();
                }
                LockSupport.parkNanos(1_000_000);
            }
            user.close();
            return late;
        };
    }

    @Tag("slow")
    @Test void losesNobodyAndBringsNobodyBackWhoWasMoved() throws Exception {
        var router = haproxy.holder(1);
        router.send(Slot.BLUE, false, 1);
        var all = new ArrayList<Future<Integer>>(List.of(users.submit(user(true, false)), users.submit(user(true, true)),
                users.submit(user(false, false)), users.submit(user(true, false))));

        for (int flip = 0; flip < FLIPS; flip++) {
            int before = answered.get();
            HaproxyFixture.await(() -> answered.get() > before + 40 || all.stream().anyMatch(Future::isDone));
            move(router, flip + 2L, flip % 2 == 0 ? Slot.GREEN : Slot.BLUE, flip % 3 == 0);
        }
        over = true;

        for (var one : all) {
            assertThat(one.get(20, TimeUnit.SECONDS)).isZero();
        }
        assertThat(answered.get()).isGreaterThan(FLIPS * 40);
    }

    /** Between the two, users may be answered by either. */
    private void move(HaproxyRouter router, long epoch, Slot to, boolean onTrial) throws IOException, InterruptedException {
        router.prepare();
        router.fence(epoch);
        told.set(null);
        router.send(to, onTrial, epoch);
        told.set(to);
    }
}
