package io.jenkins.plugins.greenlight.stage.image.docker;

import io.jenkins.plugins.greenlight.docker.DockerEngine;
import io.jenkins.plugins.greenlight.docker.EngineException;
import io.jenkins.plugins.greenlight.oci.ImageDate;
import io.jenkins.plugins.greenlight.oci.OciArchive;
import io.jenkins.plugins.greenlight.oci.SavedImage;
import io.jenkins.plugins.greenlight.parse.Said;
import io.jenkins.plugins.greenlight.port.Log;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.registry.KnownPasswords.Password;
import io.jenkins.plugins.greenlight.stage.image.build.BuildOrder;
import io.jenkins.plugins.greenlight.stage.image.build.BuiltImage;
import io.jenkins.plugins.greenlight.stage.image.build.LayerHistory;
import io.jenkins.plugins.greenlight.stage.image.docker.context.BuildContext;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One build from its context to its archive, and what is removed after it. */
final class EngineBuild {
    private static final int SHOWN = 200;

    private final DockerBuild build;
    private final BuildOrder order;
    private final BuildContext context;
    private final DockerEngine engine;
    private final Ports ports;
    private final Log log;
    private final Instructions instructions;
    private final BuildRequest request;
    private final KeptCache cache;
    private final BuildSteps steps = new BuildSteps();

    EngineBuild(DockerBuild build, BuildOrder order, BuildContext context, DockerEngine engine, Ports ports) {
        this.build = build;
        this.order = order;
        this.context = context;
        this.engine = engine;
        this.ports = ports;
        this.log = ports.log();
        this.instructions = Instructions.read(context.text());
        this.request = new BuildRequest(build.dockerfile(), order, instructions);
        this.cache = new KeptCache(engine, order.name());
    }

    BuiltImage run(Map<String, Password> logins) throws IOException, InterruptedException {
        request.checkInstructions();
        var leftovers = Leftovers.since(engine, ports);
        boolean kept = false;
        try {
            var image = build(logins);
            var built = archived(image);
            kept = keep(image);
            return built;
        } finally {
            if (!kept) {
                boolean interrupted = Thread.interrupted(); // else nothing could be asked of the engine
                leftovers.remove(steps);
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    /** @return the image's id */
    private String build(Map<String, Password> logins) throws IOException, InterruptedException {
        log.info("The build context has " + context.files() + " files with " + context.bytes() + " bytes.");
        var query = request.query(context.dockerfile(), build.keepCache() ? List.copyOf(cache.tags().keySet()) : List.of());
        try (var progress = log.progress("Building " + order.name(), Duration.ZERO)) {
            var output = new BuildOutput(steps, log, progress);
            var problem = asked(query, logins, output);
            if (problem.isPresent()) {
                throw problem.get();
            }
            if (output.failure().isPresent()) {
                throw failed(output.failure().get());
            }
            if (output.image().isEmpty()) {
                throw new IOException("The Docker Engine at " + engine
                        + " named no image at the end of the build. Expected one. Look at its log.");
            }
            log.info("Built " + output.image() + ", " + steps.cachedSteps() + " of " + steps.total()
                    + " steps from earlier builds.");
            return output.image();
        }
    }

    private Optional<IOException> asked(Map<String, String> query, Map<String, Password> logins, BuildOutput output)
            throws IOException, InterruptedException {
        try {
            return engine.stream("build " + order.name() + " from " + build.dockerfile().file(), stream ->
                    new BuildCall(stream, query, BuildRequest.headers(logins), context.open()).run(output));
        } catch (EngineException e) {
            throw e.refused() ? new IOException(e.getMessage() + " Expected a Dockerfile that it can read. Correct "
                    + build.dockerfile().file() + " where it says.", e) : e;
        }
    }

    private IOException failed(BuildOutput.Failure failure) {
        var instruction = instructions.step(steps.step());
        var file = build.dockerfile().file();
        var where = instruction.map(each -> file + ":" + each.line() + ": " + Said.cut(each.text(), SHOWN)).orElseGet(() -> file
                + (steps.step() == 0 ? "" : ", step " + Said.cut(steps.where(), SHOWN)));
        var said = failure.message().replaceAll("\\s+", " ").strip();
        var advice = failure.code().isPresent() ? " Expected it to end with 0. What it printed is in the log above."
                : " Expected this step to succeed. Correct the line, or bring what it needs.";
        return new IOException(where + ": " + said + (said.endsWith(".") ? "" : ".") + advice);
    }

    private BuiltImage archived(String image) throws IOException, InterruptedException {
        var base = BuiltBase.of(steps, new BaseName(instructions.all(), request.arguments()), engine);
        var date = order.sourceDate().map(day -> new ImageDate(day, base.map(BuiltBase::diffIds).orElse(List.of()),
                base.flatMap(BuiltBase::created)));
        var archive = saved(image, date);
        var platform = archive.images().get(0).platform();
        if (order.platforms().stream().anyMatch(wanted -> !platform.runsOn(wanted))) {
            throw new IOException("The Docker Engine at " + engine + " built an image for " + platform + ". Expected "
                    + order.platforms().get(0)
                    + ". Use a base image for that platform, an engine that runs on it, or builder: buildx.");
        }
        return new BuiltImage(archive, LayerHistory.of(archive), base.map(own -> new BuiltImage.Base(own.name(),
                Map.of(platform.toString(), own.diffIds()))));
    }

    /** @param problem of ours, such as a full disk, which is no word about the engine; null for none */
    private record Saved(OciArchive archive, IOException problem) { }

    private OciArchive saved(String image, Optional<ImageDate> date) throws IOException, InterruptedException {
        var saved = engine.stream("save " + image, stream -> {
            var heard = new Heard(stream.get("/images/get", Map.of("names", image)));
            try {
                return new Saved(SavedImage.write(heard, date, order.scratch(), order.archive()), null);
            } catch (IOException e) {
                if (heard.broken()) {
                    throw e;
                }
                return new Saved(null, e);
            }
        });
        if (saved.problem() != null) {
            throw saved.problem();
        }
        return saved.archive();
    }

    /** @return whether what the build made stays */
    private boolean keep(String image) throws EngineException {
        var wanted = new ArrayList<String>();
        if (build.keepCache()) {
            wanted.add(image);
            for (var stage : steps.stages()) {
                boolean own = steps.created().contains(stage.image()) || steps.reused().contains(stage.image());
                if (own && !image.startsWith("sha256:" + stage.image())) {
                    wanted.add(engine.read("look at a stage", client -> client.inspectImageCmd(stage.image()).exec()).getId());
                }
            }
        }
        try {
            cache.keep(wanted);
            return build.keepCache();
        } catch (EngineException e) {
            log.warn("The next build of " + order.name() + " may take longer: " + e.getMessage());
            return false;
        }
    }
}
