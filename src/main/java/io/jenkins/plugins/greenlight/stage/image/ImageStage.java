package io.jenkins.plugins.greenlight.stage.image;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.gate.Verdict;
import io.jenkins.plugins.greenlight.parse.Sha256;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.stage.Stage;
import io.jenkins.plugins.greenlight.stage.StageException;
import io.jenkins.plugins.greenlight.stage.StageId;
import io.jenkins.plugins.greenlight.stage.image.build.Build;
import io.jenkins.plugins.greenlight.stage.image.build.BuildOrder;
import io.jenkins.plugins.greenlight.stage.image.build.ImageBuilder;
import io.jenkins.plugins.greenlight.stage.image.jib.JibBuild;
import io.jenkins.plugins.greenlight.stage.image.jib.JibBuilder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.UUID;

/** Builds the image that every later stage uses, by its digest. The same files give the same digest. */
public final class ImageStage implements Stage<ImageReport> {
    private final ImageConfig config;
    private final String commit;

    /** @param commit put on the image as its revision unless the labels name one; empty for none */
    public ImageStage(ImageConfig config, String commit) {
        this.config = config;
        this.commit = commit;
    }

    @Override public StageId id() {
        return StageId.IMAGE;
    }

    @Override public ImageReport run(Ports ports) throws StageException, InterruptedException {
        var progress = ports.log().progress("Building the image", Duration.ZERO);
        try {
            return build(ports.workspace().resolve(config.archive()), ports);
        } catch (IOException e) {
            throw new StageException("The image was not built: " + e.getMessage(), e);
        } finally {
            progress.close();
        }
    }

    @Override public Verdict judge(ImageReport facts) {
        return Verdict.of(Check.passed("digest", facts.digest().value(), "the archive's bytes are what it says"));
    }

    private ImageReport build(Path archive, Ports ports) throws IOException, InterruptedException, StageException {
        Files.createDirectories(archive.toAbsolutePath().getParent());
        var temporary = archive.resolveSibling("." + archive.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            var date = SourceDate.of(ports.variables());
            var labels = new Labels(config, commit, ports).all(date);
            var built = builder(config.build()).build(new BuildOrder(config.name(), config.platforms(), labels, date, temporary,
                    ports.workspace().root()), ports);
            try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(temporary, archive, StandardCopyOption.ATOMIC_MOVE);
            return ImageReport.of(config.name(), archive, Sha256.of(archive), built);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static ImageBuilder builder(Build build) {
        if (build instanceof JibBuild jib) {
            return new JibBuilder(jib);
        }
        throw new IllegalStateException("No builder for " + build + ".");
    }
}
