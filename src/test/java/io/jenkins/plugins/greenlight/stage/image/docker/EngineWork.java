package io.jenkins.plugins.greenlight.stage.image.docker;

import io.jenkins.plugins.greenlight.docker.DockerEngine;
import io.jenkins.plugins.greenlight.oci.DockerArchive;
import io.jenkins.plugins.greenlight.oci.OciImage;
import io.jenkins.plugins.greenlight.oci.Platform;
import io.jenkins.plugins.greenlight.port.Log;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.local.LocalCommands;
import io.jenkins.plugins.greenlight.stage.StageException;
import io.jenkins.plugins.greenlight.stage.image.FolderWorkspace;
import io.jenkins.plugins.greenlight.stage.image.build.BuildOrder;
import io.jenkins.plugins.greenlight.stage.image.build.BuiltImage;
import io.jenkins.plugins.greenlight.stage.image.build.Dockerfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

/** A workspace of a test and what an engine makes of it. */
public final class EngineWork {
    static final Path BUSYBOX = Path.of("/bin/busybox");

    /** All that was said, in its order. */
    public static final class Said implements Log {
        public final List<String> lines = new CopyOnWriteArrayList<>();

        @Override public void info(String line) {
            lines.add(line);
        }

        @Override public void warn(String line) {
            lines.add("WARN " + line);
        }
    }

    final Path root;
    final String host;
    final Said log = new Said();
    Map<String, String> args = Map.of();
    Map<String, String> labels = Map.of();
    List<Platform> platforms = List.of();
    List<String> cacheFrom = List.of();
    boolean pull;
    String target = "";
    BaseLogins logins = BaseLogins.NONE;
    String file = "Dockerfile";
    String context = ".";
    String name = "work";
    boolean keepCache;
    Optional<Instant> date = Optional.empty();
    Optional<String> tls = Optional.empty();
    private int builds;

    EngineWork(Path root, String host) throws IOException {
        this.root = root;
        this.host = host;
        Files.copy(BUSYBOX, root.resolve("busybox"), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        Files.createSymbolicLink(root.resolve("sh"), Path.of("busybox"));
    }

    EngineWork dockerfile(String... lines) throws IOException {
        return write(file, String.join("\n", lines) + "\n");
    }

    EngineWork write(String path, String text) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.writeString(root.resolve(path), text);
        return this;
    }

    DockerBuilder builder() {
        return new DockerBuilder(new DockerBuild(new Dockerfile(file, context, args, target, cacheFrom, pull), host, tls, keepCache), logins);
    }

    Ports ports() {
        return new Ports(new LocalCommands(), null, new FolderWorkspace(root), null, log, Clock.systemUTC(),
                duration -> Thread.sleep(duration.toMillis()));
    }

    BuiltImage build() throws IOException, StageException, InterruptedException {
        var scratch = Files.createDirectories(outside().resolve("scratch-" + ++builds));
        return builder().build(new BuildOrder(name, platforms, labels, date, outside().resolve("image-" + builds + ".tar"), scratch), ports());
    }

    /** Beside the workspace: no part of a context. */
    Path outside() {
        return root.resolveSibling(root.getFileName() + "-outside");
    }

    DockerEngine engine() {
        return DockerEngine.at(host);
    }

    /** Every image and every container that the engine has, by id. */
    Set<String> all() throws IOException {
        try (var engine = engine()) {
            var all = new TreeSet<String>();
            engine.read("list", client -> client.listImagesCmd().withShowAll(true).exec()).forEach(image -> all.add(image.getId()));
            engine.read("list", client -> client.listContainersCmd().withShowAll(true).exec()).forEach(each -> all.add(each.getId()));
            return all;
        }
    }

    /** The image loaded and run to its end. @return the id under which the engine knows it */
    String load(OciImage image, String tag) throws Exception {
        try (var engine = engine()) {
            engine.actPatiently("load", client -> {
                try (var in = DockerArchive.of(image, tag).open()) {
                    return client.loadImageAsyncCmd(in).exec(new com.github.dockerjava.api.async.ResultCallback.Adapter<>()).awaitCompletion();
                } catch (InterruptedException e) {
                    throw new java.io.InterruptedIOException();
                }
            });
            return engine.read("look", client -> client.inspectImageCmd(tag).exec()).getId();
        }
    }

    /** @return what a container of the image printed, and how it ended */
    String run(String image, String... command) throws Exception {
        try (var engine = engine()) {
            var create = engine.act("create", client -> client.createContainerCmd(image)
                    .withHostConfig(com.github.dockerjava.api.model.HostConfig.newHostConfig().withNetworkMode("none")).withCmd(command).exec());
            try {
                engine.act("start", client -> client.startContainerCmd(create.getId()).exec());
                int code = engine.act("wait", client -> client.waitContainerCmd(create.getId()).start().awaitStatusCode());
                var said = new StringBuilder();
                engine.act("read", client -> {
                    try {
                        return client.logContainerCmd(create.getId()).withStdOut(true).withStdErr(true)
                                .exec(new com.github.dockerjava.api.async.ResultCallback.Adapter<com.github.dockerjava.api.model.Frame>() {
                                    @Override public void onNext(com.github.dockerjava.api.model.Frame frame) {
                                        said.append(new String(frame.getPayload(), java.nio.charset.StandardCharsets.UTF_8));
                                    }
                                }).awaitCompletion();
                    } catch (InterruptedException e) {
                        throw new java.io.InterruptedIOException();
                    }
                });
                return said.toString().strip() + " " + code;
            } finally {
                engine.act("remove", client -> client.removeContainerCmd(create.getId()).withForce(true).exec());
            }
        }
    }

    void remove(String image) throws IOException {
        try (var engine = engine()) {
            engine.act("remove", client -> client.removeImageCmd(image).withForce(true).exec());
        }
    }
}
