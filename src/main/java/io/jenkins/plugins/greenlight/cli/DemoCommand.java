package io.jenkins.plugins.greenlight.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The whole story on this machine. */
@Command(mixinStandardHelpOptions = true, description = "The whole story on this machine: a good release takes over under load, a bad"
        + " one is taken back. Needs only Java 17 and Maven; leaves nothing running and nothing outside the checkout.")
final class DemoCommand implements Callable<Integer> {
    @Option(names = "--checkout", paramLabel = "DIR", defaultValue = ".", description = "Greenlight's own folder (default: here).")
    private Path checkout;

    @Mixin private LogOptions log;

    @Override public Integer call() throws Exception {
        var root = checkout.toRealPath();
        if (!Files.isDirectory(root.resolve("samples/shop"))) {
            throw new BadInputException("There is no samples/shop in " + root + ". Expected Greenlight's own checkout: run ./greenlight demo"
                    + " there, or name it with --checkout.");
        }
        return new Demo(root, log.log(false)).run();
    }
}
