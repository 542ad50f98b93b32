package io.jenkins.plugins.greenlight.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class LoopbackPortsTest {
    @Test void givesEachPortOnceAndNoneThatAnOutgoingConnectionMayTake() throws Exception {
        var given = new HashSet<Integer>();

        for (int i = 0; i < 500; i++) {
            int port = LoopbackPorts.free();

            assertThat(given.add(port)).as("port %d given once", port).isTrue();
            assertThat(port).isBetween(15_000, 31_999);
        }
    }

    @Test void knowsAPortThatIsTaken() throws Exception {
        int port = LoopbackPorts.free();

        try (var taken = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(LoopbackPorts.isFree(port)).isFalse();
        }
        assertThat(LoopbackPorts.isFree(port)).isTrue();
    }
}
