package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.deploy.World;
import io.jenkins.plugins.greenlight.deploy.VirtualTime;
import io.jenkins.plugins.greenlight.local.LocalPorts;
import io.jenkins.plugins.greenlight.port.CommandResult;
import io.jenkins.plugins.greenlight.port.Ports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTimelineTest {
    private static final String GOOD = """
            {"requests": 12345, "lost": 0, "served": {"shop-1": 2000, "shop-2": 10000, "shop-3": 345},
             "flips": [{"atMicros": 1767225601000000, "from": "shop-1", "to": "shop-2", "flipMillis": 1.5},
                       {"atMicros": 1767225602000000, "from": "shop-2", "to": "shop-3", "flipMillis": 2.25},
                       {"atMicros": 1767225603000000, "from": "shop-3", "to": "shop-2", "flipMillis": 0.5}],
             "bad": {"shop-3": {"errors": 99, "firstMicros": 1767225602100000, "lastMicros": 1767225602900000, "millis": 800.0}}}""";

    @TempDir Path checkout;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private String recount = GOOD;
    private int exitCode;

    @BeforeEach void aDemoThatRan() throws Exception {
        var world = new World(checkout.resolve("target/demo/state/shop/production"), "production", 80, new VirtualTime());
        world.deploy(1);
        world.deploy(2);
        Files.writeString(checkout.resolve("target/demo/summary.json"), GOOD + "\n");
    }

    private boolean print() throws Exception {
        var here = LocalPorts.at(checkout, new PrintStream(said, true, StandardCharsets.UTF_8));
        var ports = new Ports(command -> new CommandResult(exitCode, recount + "\n", "no such file"), here.daemons(), here.workspace(),
                here.http(), here.log(), here.clock(), here.pause());
        var shop = new DemoShop(checkout, ports);
        return new DemoTimeline(ports, shop, new DemoUsers(checkout, shop.folder(), ports)).print();
    }

    private String text() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test void tellsWhatJournalAndUsersSawInTheOrderOfTime() throws Exception {
        assertThat(print()).isTrue();

        assertThat(text()).contains("00:00:01.000  shop-2       answers the users now, shop-1 no longer: 1.5 ms between them")
                .contains("00:00:02.100  shop-3       gives its first bad answer").contains("r2           LIVE: r2 was watched")
                .contains("requests     12,345").contains("served by    shop-1 2,000, shop-2 10,000, shop-3 345")
                .contains("flip ms      2.250 (shop-2 to shop-3)").contains("bad answers  99, all by shop-3, 800 ms from the first")
                .contains("no request was lost");
        var times = text().lines().filter(line -> line.contains(":0") && line.contains("  shop-") && line.contains(".")).toList();
        assertThat(times.stream().filter(line -> line.contains("answers the users")).toList()).isSortedAccordingTo(
                (a, b) -> a.substring(a.indexOf("00:")).compareTo(b.substring(b.indexOf("00:"))));
    }

    private void failsWith(String problem) throws Exception {
        assertThat(print()).isFalse();
        assertThat(text()).contains(problem).contains("The demo failed.").doesNotContain("no request was lost");
    }

    @Test void failsWhenOneRequestWasLost() throws Exception {
        recount = GOOD.replace("\"lost\": 0", "\"lost\": 1");
        Files.writeString(checkout.resolve("target/demo/summary.json"), recount);

        failsWith("1 requests were lost. Expected none.");
        assertThat(text()).doesNotContain("differ");
    }

    @Test void failsWhenTheTwoCountsDiffer() throws Exception {
        recount = GOOD.replace("12345", "12346");

        failsWith("The client's own figures and the recount of its log differ");
    }

    @Test void failsWhenUsersWereMovedOtherwise() throws Exception {
        recount = GOOD.replace("\"from\": \"shop-3\", \"to\": \"shop-2\"", "\"from\": \"shop-3\", \"to\": \"shop-1\"");

        failsWith("The users were moved [shop-1>shop-2, shop-2>shop-3, shop-3>shop-1]. Expected [shop-1>shop-2,");
    }

    @Test void failsWhenAGoodReleaseGaveBadAnswers() throws Exception {
        recount = GOOD.replace("\"bad\": {\"shop-3\"", "\"bad\": {\"shop-2\"");

        failsWith("Bad answers came from [shop-2]. Expected them from shop-3 alone.");
    }

    @Test void failsWhenTheBadReleaseGaveNone() throws Exception {
        recount = GOOD.substring(0, GOOD.indexOf("\"bad\"")) + "\"bad\": {}}";

        failsWith("Bad answers came from [].");
    }

    @Test void saysThatTheLogCouldNotBeRecounted() {
        exitCode = 1;

        org.assertj.core.api.Assertions.assertThatThrownBy(this::print).isInstanceOf(IOException.class)
                .hasMessage("The recount failed: no such file");
    }
}
