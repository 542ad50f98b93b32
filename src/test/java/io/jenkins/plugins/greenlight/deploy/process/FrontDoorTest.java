package io.jenkins.plugins.greenlight.deploy.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.deploy.Router.Counters;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.undertow.Undertow;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FrontDoorTest {
    @Test void followsARouteThatMovesWhileARequestEnters() throws Exception {
        try (var blue = new Shop("blue"); var green = new Shop("green")) {
            var slots = Map.of(Slot.BLUE, new SlotTraffic(Slot.BLUE, blue.port()), Slot.GREEN, new SlotTraffic(Slot.GREEN, green.port()));
            var asked = new AtomicInteger();
            var door = new FrontDoor(() -> Optional.of(asked.getAndIncrement() == 0 ? Slot.BLUE : Slot.GREEN), slots, Duration.ofSeconds(9));
            var server = Undertow.builder().addHttpListener(0, "127.0.0.1", door.handler()).setIoThreads(1).setWorkerThreads(1).build();
            server.start();
            try (var user = new RawClient(((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort())) {
                var answer = user.get("/");

                assertThat(answer.release()).contains("green");
                assertThat(slots.get(Slot.BLUE).counters()).isEqualTo(new Counters(0, 0, 0, 0, 0));
                assertThat(blue.requests).hasValue(0);
            } finally {
                server.stop();
            }
        }
    }
}
