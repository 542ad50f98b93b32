package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.local.LocalPorts;
import io.jenkins.plugins.greenlight.port.Ports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DemoPortsTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Ports ports = LocalPorts.at(Path.of("."), new PrintStream(said, true, StandardCharsets.UTF_8));

    private static ServerSocket taken(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }

    private static boolean isFree(int port) {
        try (var socket = taken(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** Ports of the sample's range that are free, with the one beside each. */
    private static List<Integer> free(int count) {
        return IntStream.rangeClosed(18_000, 18_199).filter(port -> isFree(port) && isFree(port + DemoPorts.CONTROL)).limit(count)
                .boxed().toList();
    }

    private static List<Integer> numbers(String yaml) {
        var found = Pattern.compile("\\d+").matcher(yaml);
        var numbers = new ArrayList<Integer>();
        while (found.find()) {
            numbers.add(Integer.parseInt(found.group()));
        }
        return numbers;
    }

    @Test void keepsPortsThatAreFree() throws Exception {
        var free = free(3);
        var yaml = "a: " + free.get(0) + ", b: " + free.get(1) + ", c: " + free.get(2);

        assertThat(DemoPorts.free(yaml, ports)).isEqualTo(yaml);
        assertThat(said.size()).isZero();
    }

    @Test void takesAnotherForOneInUseAndSaysSo() throws Exception {
        var free = free(2);
        try (var other = taken(free.get(0))) {
            var chosen = numbers(DemoPorts.free("a: " + other.getLocalPort() + ", b: " + free.get(1), ports));

            assertThat(chosen.get(0)).isNotEqualTo(free.get(0));
            assertThat(chosen.get(1)).isEqualTo(free.get(1));
            assertThat(said.toString(StandardCharsets.UTF_8)).contains("Port " + free.get(0) + " is in use; taking " + chosen.get(0));
        }
    }

    @Test void takesAnotherWhenThePortToTellItsReleaseIsInUse() throws Exception {
        var free = free(1).get(0);
        try (var control = taken(free + DemoPorts.CONTROL)) {
            assertThat(control.isBound()).isTrue();
            assertThat(numbers(DemoPorts.free("a: " + free, ports))).doesNotContain(free);
        }
    }

    @Test void replacesAPortByTheSameOneEverywhere() throws Exception {
        var free = free(1).get(0);
        try (var other = taken(free)) {
            var chosen = numbers(DemoPorts.free("a: " + other.getLocalPort() + ", b: " + free + ", c: " + free, ports));

            assertThat(chosen).hasSize(3);
            assertThat(chosen.stream().distinct()).hasSize(1);
        }
    }

    @Test void choosesNoPortThatAnotherNeedsForItsRelease() throws Exception {
        var wanted = free(6);
        var sockets = new ArrayList<ServerSocket>();
        try {
            for (int port : wanted) {
                sockets.add(taken(port));
            }
            var chosen = numbers(DemoPorts.free(wanted.toString(), ports));

            assertThat(chosen.stream().flatMap(port -> java.util.stream.Stream.of(port, port + DemoPorts.CONTROL)).distinct())
                    .hasSize(2 * wanted.size());
            assertThat(chosen).allMatch(port -> port + DemoPorts.CONTROL <= 65_535);
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    @Test void leavesOtherNumbersAlone() throws Exception {
        assertThat(DemoPorts.free("rate: 200/s, id: 180801, old: 17080, p: 18200", ports))
                .isEqualTo("rate: 200/s, id: 180801, old: 17080, p: 18200");
    }
}
