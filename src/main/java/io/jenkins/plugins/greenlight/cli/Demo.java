package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.deploy.DeployState;
import io.jenkins.plugins.greenlight.deploy.JournalEntry;
import io.jenkins.plugins.greenlight.deploy.StopSignal;
import io.jenkins.plugins.greenlight.local.LocalPorts;
import io.jenkins.plugins.greenlight.port.Http;
import io.jenkins.plugins.greenlight.port.Log;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.report.Ending;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Release 1 serves users; release 2 takes over; release 3 turns bad once it is live and is taken back. Users lose nothing. */
final class Demo {
    private static final int RATE = 200;
    private static final int BAD_PERCENT = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Ports ports;
    private final DemoShop shop;
    private final DemoUsers users;
    private final StopSignal stop = Farewell.ofThisProcess().stop();

    Demo(Path checkout, Log log) throws IOException {
        this.ports = LocalPorts.at(checkout, log);
        this.shop = new DemoShop(checkout, ports);
        this.users = new DemoUsers(checkout, shop.folder(), ports);
    }

    int run() throws Exception {
        var begun = ports.clock().instant();
        shop.stopAll();
        stop.interruptibly(() -> {
            shop.prepare();
            return true;
        });
        try {
            say("Release 1 becomes live: the first, with nothing to go back to");
            require(shop.deliver(1, "image", "production"), Ending.DELIVERED, 1);
            say("Users come: " + RATE + " requests per second, never retried, each written to " + users.log());
            stop.interruptibly(() -> {
                users.come(shop.frontDoor(), RATE);
                return true;
            });
            say("Release 2 goes through all seven stages");
            require(shop.deliver(2, "run"), Ending.DELIVERED, 2);
            say("Release 3 goes through all seven stages, and answers " + BAD_PERCENT + " % errors once it is live");
            require(badOnceLive(), Ending.ROLLED_BACK, 3);
            users.leave();
            boolean agreed = new DemoTimeline(ports, shop, users).print();
            say("The demo took " + Duration.between(begun, ports.clock().instant()).toSeconds() + " s");
            return agreed ? Ending.DELIVERED.exitCode() : Ending.ERROR.exitCode();
        } finally {
            users.leave();
            shop.stopAll();
        }
    }

    private Ending badOnceLive() throws Exception {
        var result = new Ending[1];
        var failure = new Exception[1];
        var delivery = new Thread(() -> {
            try {
                result[0] = shop.deliver(3, "run");
            } catch (IOException | InterruptedException e) {
                failure[0] = e;
            }
        }, "release 3");
        delivery.start();
        var end = ports.clock().instant().plus(PATIENCE);
        Optional<JournalEntry> watching = Optional.empty();
        while (watching.isEmpty() && delivery.isAlive() && ports.clock().instant().isBefore(end)) {
            watching = shop.entry(3, DeployState.WATCHING);
            ports.pause().pause(Duration.ofMillis(20));
        }
        if (watching.isPresent()) {
            turnBad(watching.get());
        }
        delivery.join(PATIENCE.toMillis());
        if (failure[0] != null) {
            throw failure[0];
        }
        return result[0];
    }

    private void turnBad(JournalEntry watching) throws IOException, InterruptedException {
        int control = shop.controlPort(watching.slot());
        var answer = ports.http().send(new Http.Request("PUT", URI.create("http://127.0.0.1:" + control + "/errors?percent=" + BAD_PERCENT),
                Map.of(), "", Duration.ofSeconds(2)));
        if (answer.status() != 200) {
            throw new IOException("Release 3 did not take the order to turn bad: " + answer.status() + " " + answer.body());
        }
        say("Release 3 was told to answer " + BAD_PERCENT + " % errors, now that it has users");
    }

    private void require(Ending ended, Ending expected, int release) throws IOException {
        if (stop.asked()) {
            throw new IOException("The demo was asked to stop at release " + release + ", which ended " + ended
                    + ". All that it had started is stopped.");
        }
        if (ended != expected) {
            throw new IOException("Release " + release + " ended " + ended + ". Expected " + expected + ". Its report: "
                    + shop.report(release));
        }
    }

    private void say(String line) {
        ports.log().info("");
        ports.log().info("### " + line);
    }
}
