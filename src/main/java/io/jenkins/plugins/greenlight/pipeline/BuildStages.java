package io.jenkins.plugins.greenlight.pipeline;

import io.jenkins.plugins.greenlight.config.GreenlightConfig;
import io.jenkins.plugins.greenlight.deploy.DeploySite;
import io.jenkins.plugins.greenlight.deploy.Release;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.port.ReleaseId;
import io.jenkins.plugins.greenlight.report.StageResult;
import io.jenkins.plugins.greenlight.stage.StageId;
import io.jenkins.plugins.greenlight.stage.image.ImageConfig;
import io.jenkins.plugins.greenlight.stage.image.ImageStage;
import io.jenkins.plugins.greenlight.stage.loadtest.LoadConfig;
import io.jenkins.plugins.greenlight.stage.loadtest.LoadStage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Stages 3 and 4: builds the image, or takes the one named, and loads it. */
final class BuildStages {
    private final GreenlightConfig config;
    private final Order order;
    private final Places places;
    private final Ports ports;
    private final RunFiles files;
    private final ImageBytes bytes;
    private Optional<Built> built = Optional.empty();

    /** @param files are told of the image's archive */
    BuildStages(GreenlightConfig config, Order order, Places places, Ports ports, RunFiles files, ImageBytes bytes) {
        this.config = config;
        this.order = order;
        this.places = places;
        this.ports = ports;
        this.files = files;
        this.bytes = bytes;
    }

    /** Empty while no image was built and none was named. */
    Optional<Built> built() {
        return built.or(() -> order.digest().flatMap(digest -> order.archive()
                .or(() -> config.image().map(ImageConfig::archive).map(ports.workspace().root()::resolve))
                .map(archive -> built(digest, archive))));
    }

    Optional<StageResult> image() throws InterruptedException {
        if (config.image().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(StageRun.untilStopped(new ImageStage(config.image().get(), order.commit(),
                order.output().resolve(StageId.IMAGE.word()), new RunningImage(config, places,
                PushedImages.of(config.image(), ports))), ports, places.stop(), report -> {
            built = Optional.of(built(report.digest(), report.archive()));
            bytes.made(report.archive());
            files.add(StageId.IMAGE, report);
            return null;
        }));
    }

    Optional<StageResult> load() throws InterruptedException {
        if (config.loadTest().isEmpty()) {
            return Optional.empty();
        }
        var load = config.loadTest().get();
        var startedAt = ports.clock().instant();
        if (built().isEmpty()) {
            return Optional.of(StageRun.broken(StageId.LOAD, "There is no image to load. Expected an image section in the"
                    + " configuration, or --digest of one built before and --archive with its archive.", startedAt, ports));
        }
        if (load.url().isPresent()) {
            return Optional.of(load(load, load.url().get(), built().get()));
        }
        try {
            return Optional.of(loadThrowAway(load, bytes.here(built().get())));
        } catch (IOException e) {
            return Optional.of(StageRun.broken(StageId.LOAD, "The image could not be started or stopped for its load test: "
                    + e.getMessage(), startedAt, ports));
        } catch (InterruptedException e) {
            return Optional.of(StageRun.stopped(e, StageId.LOAD, startedAt, places.stop(), ports));
        }
    }

    private StageResult loadThrowAway(LoadConfig load, Built image) throws IOException, InterruptedException {
        var instance = ThrowAway.start(places, config.app(), config.site().flatMap(DeploySite::docker), image, load.environment(), ports);
        try {
            return load(load, instance.address(), image);
        } finally {
            instance.stop();
        }
    }

    private StageResult load(LoadConfig load, URI address, Built image) throws InterruptedException {
        return StageRun.untilStopped(new LoadStage(load, address, image.release().id()), ports, places.stop(), facts -> null);
    }

    private Built built(ImageDigest digest, Path archive) {
        var id = order.release().orElseGet(() -> ReleaseId.of(order.commit().isEmpty() ? "release" : order.commit(), digest));
        return new Built(new Release(id, digest, order.commit(), ""), archive);
    }
}
