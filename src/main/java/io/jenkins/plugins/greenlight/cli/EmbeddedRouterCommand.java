package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.deploy.process.RouterServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The embedded router; started by the engine as a process of its own. */
@Command(hidden = true, mixinStandardHelpOptions = true, description = "The embedded router, until it is ended.")
final class EmbeddedRouterCommand implements Callable<Integer> {
    @Option(names = "--name", required = true)
    private String name;

    @Option(names = "--port", required = true)
    private int port;

    @Option(names = "--admin", required = true)
    private int admin;

    @Option(names = "--blue", required = true)
    private int blue;

    @Option(names = "--green", required = true)
    private int green;

    @Option(names = "--route", required = true)
    private Path route;

    @Override public Integer call() throws Exception {
        var ended = new CountDownLatch(1);
        try (var server = RouterServer.start(new RouterServer.Settings(name, port, admin, Map.of(Slot.BLUE, blue, Slot.GREEN, green), route))) {
            java.lang.Runtime.getRuntime().addShutdownHook(new Thread(ended::countDown, "end"));
            System.out.println("The router listens on 127.0.0.1:" + server.frontPort() + ", admin on 127.0.0.1:" + server.adminPort());
            ended.await();
        }
        return 0;
    }
}
