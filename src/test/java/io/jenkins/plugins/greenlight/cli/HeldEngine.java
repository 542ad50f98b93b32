package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.config.ConfigReader;
import io.jenkins.plugins.greenlight.deploy.Crashpoint;
import io.jenkins.plugins.greenlight.deploy.DeployState;
import io.jenkins.plugins.greenlight.local.LocalPorts;
import io.jenkins.plugins.greenlight.pipeline.DeliveryPipeline;
import io.jenkins.plugins.greenlight.pipeline.Order;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import io.jenkins.plugins.greenlight.port.ReleaseId;
import io.jenkins.plugins.greenlight.stage.StageId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * The engine's production stage, stopping at the moments it is told, e.g. {@code CHECKING.AFTER_ENTRY}: it writes a file
 * of that name ending in {@code .reached} and waits for one ending in {@code .go}, as long as its test lives.
 */
public final class HeldEngine {
    private HeldEngine() { }

    /** Workspace, release, digest, archive, folder of the files, then the moments. */
    public static void main(String[] args) {
        System.exit(Farewell.ofThisProcess().after(() -> {
            try {
                return deliver(args);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }));
    }

    private static int deliver(String[] args) throws Exception {
        var workspace = Path.of(args[0]);
        var moments = List.of(Arrays.copyOfRange(args, 5, args.length));
        var ports = LocalPorts.at(workspace, System.out);
        var config = ConfigReader.read(Files.readString(workspace.resolve("greenlight.yaml")), "greenlight.yaml");
        var order = new Order(EnumSet.of(StageId.PRODUCTION), "", Optional.of(new ReleaseId(args[1])),
                Optional.of(new ImageDigest(args[2])), Optional.of(Path.of(args[3])), "", Path.of("target/report"));
        Crashpoint crashpoint = (moment, state) -> hold(Path.of(args[4]), moments, name(moment, state));
        var report = new DeliveryPipeline(config, order, new Targets(ports, true, crashpoint), ports).run();
        report.stages().forEach(stage -> stage.verdict().checks().forEach(check -> System.out.println(check.advice())));
        return report.ending().exitCode();
    }

    static String name(Crashpoint.Moment moment, DeployState state) {
        return state + "." + moment;
    }

    private static void hold(Path folder, List<String> moments, String now) throws InterruptedException {
        if (!moments.contains(now)) {
            return;
        }
        try {
            Files.createFile(folder.resolve(now + ".reached"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var test = ProcessHandle.current().parent().orElseThrow();
        while (!Files.exists(folder.resolve(now + ".go"))) {
            if (!test.isAlive()) {
                Runtime.getRuntime().halt(1);
            }
            Thread.sleep(10);
        }
    }
}
