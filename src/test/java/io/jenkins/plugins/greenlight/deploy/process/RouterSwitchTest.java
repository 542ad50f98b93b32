package io.jenkins.plugins.greenlight.deploy.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.deploy.Slot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouterSwitchTest {
    private static final int CLIENTS = 16;
    private static final int FLIPS = 50;

    /** Between two flips: all requests sent and answered while this stands belong to its slot. */
    private record Calm(Slot slot) { }

    @TempDir Path folder;
    private final AtomicInteger answers = new AtomicInteger();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private volatile Calm calm;
    private volatile boolean enough;

    @Test void losesNothingAndSendsNothingToThePreviousSlotOverFiftySwitchesUnderLoad() throws Exception {
        try (var blue = new Shop("blue"); var green = new Shop("green");
                var router = new RouterFixture(folder.resolve("route.json"), blue.port(), green.port())) {
            router.client.send(Slot.BLUE, false, 1);
            calm = new Calm(Slot.BLUE);
            var clients = startClients(router);

            int late = 0;
            for (int flip = 1; flip <= FLIPS; flip++) {
                late += flip(router, Map.of(Slot.BLUE, blue, Slot.GREEN, green));
            }
            enough = true;
            for (var client : clients) {
                client.join();
            }

            assertThat(complaints).isEmpty();
            assertThat(late).as("requests that reached a slot after it was drained").isZero();
            assertThat(answers.get()).isGreaterThanOrEqualTo(FLIPS * 2 * CLIENTS);
            assertThat(blue.requests.get() + green.requests.get()).isEqualTo(answers.get());
            RouterFixture.await(() -> router.client.counters(Slot.BLUE).answers() + router.client.counters(Slot.GREEN).answers() == answers.get());
            assertThat(router.client.counters(Slot.BLUE).failed() + router.client.counters(Slot.GREEN).failed()).isZero();
        }
    }

    private int flip(RouterFixture router, Map<Slot, Shop> shops) throws Exception {
        var previous = calm.slot();
        calm = null;
        router.client.send(previous.other(), false, 1);
        calm = new Calm(previous.other());
        RouterFixture.await(() -> router.client.counters(previous).open() == 0);
        int drained = shops.get(previous).requests.get();
        int before = answers.get();
        RouterFixture.await(() -> answers.get() >= before + 2 * CLIENTS || !complaints.isEmpty());
        return shops.get(previous).requests.get() - drained;
    }

    private List<Thread> startClients(RouterFixture router) {
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < CLIENTS; i++) {
            String name = "client " + i;
            var thread = new Thread(() -> {
                try (var user = router.user()) {
                    for (int n = 0; !enough; n++) {
                        ask(user, name + " request " + n, n % 2 == 0);
                    }
                } catch (IOException e) {
                    complaints.add(name + " lost a request: " + e);
                }
            });
            threads.add(thread);
            thread.start();
        }
        return threads;
    }

    private void ask(RawClient user, String what, boolean post) throws IOException {
        var sentIn = calm;
        var answer = post ? user.post("/", what) : user.get("/");
        answers.incrementAndGet();
        if (answer.status() != 200 || answer.release().isEmpty() || !answer.text().equals(post ? what : "")) {
            complaints.add(what + " was answered " + answer.status() + " " + answer.headers() + " " + answer.text());
        } else if (sentIn != null && calm == sentIn && !answer.release().get().equals(sentIn.slot().word())) {
            complaints.add(what + " was sent when " + sentIn.slot() + " was live and answered by " + answer.release().get());
        }
    }
}
