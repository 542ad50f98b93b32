package io.jenkins.plugins.greenlight.stage.image.jib;

import io.jenkins.plugins.greenlight.local.LocalCommands;
import io.jenkins.plugins.greenlight.local.LocalDaemons;
import io.jenkins.plugins.greenlight.oci.Platform;
import io.jenkins.plugins.greenlight.port.Log;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.registry.RegistryAccess;
import io.jenkins.plugins.greenlight.stage.StageException;
import io.jenkins.plugins.greenlight.stage.image.FolderWorkspace;
import io.jenkins.plugins.greenlight.stage.image.build.BuildOrder;
import io.jenkins.plugins.greenlight.stage.image.build.BuiltImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A workspace with a script in it, and what a build of it is told. */
public final class JibWorkspace {
    private final Path root;
    final StringBuffer log = new StringBuffer();
    Clock clock = Clock.systemUTC();
    Map<String, String> files = Map.of("build/run", "app/run", "build/data", "app/data");
    List<String> entrypoint = List.of("app/run");
    List<String> javaModules = List.of();
    Optional<Instant> sourceDate = Optional.empty();
    RegistryAccess access = RegistryAccess.ANONYMOUS;

    public JibWorkspace(Path root) throws IOException {
        this.root = root;
        Files.createDirectories(root.resolve("build/data/sub"));
        Files.createDirectories(root.resolve("target"));
        Files.setPosixFilePermissions(Files.writeString(root.resolve("build/run"), "#!/bin/sh\necho built\nexec sleep 60\n"),
                PosixFilePermissions.fromString("rwx------"));
        Files.writeString(root.resolve("build/data/sub/a"), "a");
    }

    /** To a registry of the tests, which speaks plain HTTP. */
    public static RegistryAccess plain(String host) {
        return new RegistryAccess(List.of(), Optional.empty(), Set.of(host), Optional.empty(), 1, Duration.ofSeconds(20));
    }

    public JibWorkspace access(RegistryAccess other) {
        access = other;
        return this;
    }

    public JibWorkspace files(Map<String, String> other, List<String> argv) {
        files = other;
        entrypoint = argv;
        return this;
    }

    public BuiltImage on(String base, String... platforms) throws StageException, InterruptedException {
        return build(Optional.of(base), platforms);
    }

    public BuiltImage onNothing(String... platforms) throws StageException, InterruptedException {
        return build(Optional.empty(), platforms);
    }

    private BuiltImage build(Optional<String> base, String... platforms) throws StageException, InterruptedException {
        return new JibBuilder(new JibBuild(base, javaModules, files, entrypoint, Map.of("B", "2", "A", "1")), access)
                .build(new BuildOrder("shop", Stream.of(platforms).map(Platform::of).toList(), Map.of("team", "green"), sourceDate, archive(),
                        scratch()), ports());
    }

    Path archive() {
        return root.resolve("target/image.tar");
    }

    Path scratch() {
        return root.resolve("target/scratch");
    }

    /** Where base images are kept. */
    Path bases() {
        return ImageLayers.cache(root).resolve("base");
    }

    Path file(String path) {
        return root.resolve(path);
    }

    static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    public Ports ports() {
        return new Ports(new LocalCommands(), new LocalDaemons(), new FolderWorkspace(root), null, new Log() {
            @Override public void info(String line) {
                log.append(line).append('\n');
            }

            @Override public void warn(String line) {
                log.append("WARNING ").append(line).append('\n');
            }
        }, clock, pause -> Thread.sleep(pause.toMillis()));
    }
}
