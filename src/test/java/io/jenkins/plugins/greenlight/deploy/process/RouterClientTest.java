package io.jenkins.plugins.greenlight.deploy.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.deploy.Router.Counters;
import io.jenkins.plugins.greenlight.deploy.Router.Route;
import io.jenkins.plugins.greenlight.deploy.Router.StaleEpochException;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.port.Http;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouterClientTest {
    @TempDir Path folder;

    private static RouterClient answered(int status, String body) {
        return new RouterClient(request -> new Http.Answer(status, Map.of(), body), 8080, 8081, "test");
    }

    @Test void tellsTheRouterAndMayRepeatItself() throws Exception {
        try (var router = new RouterFixture(folder.resolve("route.json"), 1, 2)) {
            router.client.fence(3);
            router.client.fence(3);
            router.client.send(Slot.GREEN, false, 3);
            router.client.send(Slot.GREEN, false, 3);

            assertThat(router.client.route()).isEqualTo(new Route(Optional.of(Slot.GREEN), 3));
            assertThat(router.client.counters(Slot.BLUE)).isEqualTo(new Counters(0, 0, 0, 0, 0));
        }
    }

    @Test void saysThatSomebodyElseHoldsTheLease() throws Exception {
        try (var router = new RouterFixture(folder.resolve("route.json"), 1, 2)) {
            router.client.fence(3);

            assertThatThrownBy(() -> router.client.send(Slot.GREEN, false, 2)).isInstanceOf(StaleEpochException.class)
                    .hasMessageContaining("Epoch 2 is older than 3");
            assertThatThrownBy(() -> router.client.fence(2)).isInstanceOf(StaleEpochException.class);
        }
    }

    @Test void tellsAnotherRouterNothing() throws Exception {
        try (var router = new RouterFixture(folder.resolve("route.json"), 1, 2)) {
            var mistaken = new RouterClient(RouterFixture::send, router.server.frontPort(), router.server.adminPort(), "other");

            assertThatThrownBy(() -> mistaken.fence(9)).isInstanceOf(IOException.class).hasMessageContaining("This is the router test, not other");
            assertThatThrownBy(mistaken::slots).isInstanceOf(IOException.class);
            assertThat(router.client.route().epoch()).isZero();
            assertThat(router.client.slots()).isEqualTo(Map.of(Slot.BLUE, 1, Slot.GREEN, 2));
        }
    }

    @Test void knowsTheFrontDoor() {
        assertThat(answered(200, "").frontDoor()).isEqualTo(URI.create("http://127.0.0.1:8080/"));
    }

    @Test void saysHowARouterThatDoesNotRunIsStarted() {
        var client = new RouterClient(request -> {
            throw new ConnectException("refused");
        }, 8080, 8081, "test");

        assertThatThrownBy(client::route).isInstanceOf(IOException.class).hasMessageContaining("GET http://127.0.0.1:8081/route")
                .hasMessageContaining("refused").hasMessageContaining("starts it with a deployment");
    }

    @Test void passesOnWhyTheRouterRefused() {
        assertThatThrownBy(() -> answered(500, "{\"error\":\"disk full\"}").fence(1)).isInstanceOf(IOException.class)
                .hasMessageContaining("PUT http://127.0.0.1:8081/fence").hasMessageContaining("500").hasMessageContaining("disk full");
        assertThatThrownBy(() -> answered(404, "<h1>Not here</h1>").fence(1)).hasMessageContaining("<h1>Not here</h1>");
        assertThatThrownBy(() -> answered(404, " ").fence(1)).hasMessageContaining("no reason given");
    }

    @Test void noticesThatSomethingElseListensThere() {
        assertThatThrownBy(() -> answered(200, "<html>").route()).isInstanceOf(IOException.class)
                .hasMessageContaining("is not this router").hasMessageContaining("port 8081");
        assertThatThrownBy(() -> answered(200, "{\"live\":\"red\",\"epoch\":1}").route()).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> answered(200, "{}").counters(Slot.BLUE)).isInstanceOf(IOException.class).hasMessageContaining("blue");
    }
}
