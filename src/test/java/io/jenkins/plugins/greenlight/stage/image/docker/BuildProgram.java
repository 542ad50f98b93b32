package io.jenkins.plugins.greenlight.stage.image.docker;

import io.jenkins.plugins.greenlight.local.LocalCommands;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.stage.image.FolderWorkspace;
import io.jenkins.plugins.greenlight.stage.image.build.BuildOrder;
import io.jenkins.plugins.greenlight.stage.image.build.Dockerfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds a workspace in a Java of its own, whose memory is small. */
final class BuildProgram {
    private BuildProgram() { }

    /** @param args the workspace, the engine, a folder for the rest */
    public static void main(String[] args) throws Exception {
        var dockerfile = new Dockerfile("Dockerfile", ".", Map.of(), "", List.of(), false);
        var ports = new Ports(new LocalCommands(), null, new FolderWorkspace(Path.of(args[0])), null, new EngineWork.Said(), Clock.systemUTC(),
                duration -> { });
        var rest = Path.of(args[2]);
        var order = new BuildOrder("big", List.of(), Map.of(), Optional.of(Instant.ofEpochSecond(1_700_000_000)), rest.resolve("image.tar"),
                Files.createDirectories(rest.resolve("scratch")));
        var built = new DockerBuilder(new DockerBuild(dockerfile, args[1], Optional.empty(), false)).build(order, ports);
        System.out.println(built.archive().digest());
    }
}
