package io.jenkins.plugins.greenlight.stage.image;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.gate.Verdict;
import io.jenkins.plugins.greenlight.parse.Sha256;
import io.jenkins.plugins.greenlight.parse.WholeFile;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.port.ScratchFolder;
import io.jenkins.plugins.greenlight.signing.Cosign;
import io.jenkins.plugins.greenlight.signing.SigningProblem;
import io.jenkins.plugins.greenlight.stage.Stage;
import io.jenkins.plugins.greenlight.stage.StageException;
import io.jenkins.plugins.greenlight.stage.StageId;
import io.jenkins.plugins.greenlight.stage.image.build.BuildOrder;
import io.jenkins.plugins.greenlight.stage.image.build.BuiltImage;
import io.jenkins.plugins.greenlight.stage.image.scan.ImageScan;
import io.jenkins.plugins.greenlight.stage.image.scan.ProductionImage;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Builds the image that every later stage uses, by its digest, looks at what is in it, and hands it out once it may go on: exactly
 * the bytes that were looked at.
 */
public final class ImageStage implements Stage<ImageReport> {
    /** In the workspace, for what the stage needs while it runs. */
    private static final String SCRATCH = "target/greenlight/scratch";

    private final ImageConfig config;
    private final String commit;
    private final Optional<ImageScan> scan;

    /**
     * @param commit     put on the image as its revision unless the labels name one; empty for none
     * @param output     for what the scan leaves; made when there is one
     * @param production asked when a check compares with what runs there
     */
    public ImageStage(ImageConfig config, String commit, Path output, ProductionImage production) {
        this.config = config;
        this.commit = commit;
        this.scan = config.scan().map(own -> new ImageScan(config.name(), own, output, production));
    }

    private ImageStage(ImageConfig config, String commit) {
        this.config = config;
        this.commit = commit;
        this.scan = Optional.empty();
    }

    /** Looks at nothing, whatever the configuration says of a scan. */
    public static ImageStage unscanned(ImageConfig config, String commit) {
        return new ImageStage(config, commit);
    }

    @Override public StageId id() {
        return StageId.IMAGE;
    }

    @Override public ImageReport run(Ports ports) throws StageException, InterruptedException {
        var tags = config.push().isPresent() ? Tags.of(config.push().get(), config.version(), commit) : List.<String>of();
        Handout.check(config, ports);
        try (var scratch = scratch(ports)) {
            var archive = ports.workspace().resolve(config.archive());
            var built = build(archive, scratch.path(), ports);
            var unsignable = unsignable(scratch.path(), ports);
            var looked = scan.isPresent() ? Optional.of(looked(scan.get(), built, ports)) : Optional.<Looked>empty();
            return ImageReport.of(config.name(), Sha256.of(archive), built, tags, unsignable, looked);
        } catch (IOException e) {
            throw new StageException("The image was not built: " + e.getMessage(), e);
        }
    }

    @Override public Verdict judge(ImageReport facts) {
        var own = new ArrayList<>(List.of(Check.passed("digest", facts.digest().value(), "the archive's bytes are what it says")));
        facts.unsignable().map(SigningProblem::check).ifPresent(own::add);
        var verdict = new Verdict(own);
        return facts.scan().map(seen -> verdict.and(scan.orElseThrow().judge(seen))).orElse(verdict);
    }

    @Override public ImageReport passed(ImageReport facts, Ports ports) throws StageException, InterruptedException {
        if (config.push().isEmpty()) {
            return facts;
        }
        if (failed(facts)) {
            ports.log().warn("The image " + facts.digest()
                    + " is not pushed: its scan did not pass, though mode: observe lets delivery go on.");
            return facts;
        }
        try (var scratch = scratch(ports)) {
            return new Handout(config, scan, scratch.path(), ports).of(facts);
        } catch (IOException e) {
            throw new StageException("The image " + facts.digest() + " was built, and not handed out: " + e.getMessage(), e);
        }
    }

    private static Looked looked(ImageScan scan, BuiltImage built, Ports ports) throws StageException, InterruptedException {
        var began = ports.clock().instant();
        return new Looked(scan.run(built, ports), began, ports.clock().instant());
    }

    /** Nobody gets an image that failed, also when only a dry run was asked for. */
    private boolean failed(ImageReport facts) {
        return facts.scan().isPresent() && scan.orElseThrow().strict(facts.scan().get())
                .under(config.scan().orElseThrow().onMissing()).outcome().blocks();
    }

    private ScratchFolder scratch(Ports ports) throws IOException {
        return ScratchFolder.open(ports.workspace().resolve(SCRATCH), "image", ports.daemons());
    }

    private Optional<SigningProblem> unsignable(Path scratch, Ports ports) throws IOException, InterruptedException {
        return config.signing().isEmpty() ? Optional.empty()
                : new Cosign(config.signing().get(), Handout.access(config, ports), scratch, ports).ready();
    }

    private BuiltImage build(Path archive, Path scratch, Ports ports) throws IOException, InterruptedException, StageException {
        ArchivePlace.check(archive);
        var builder = new Builders(Handout.access(config, ports), ports).of(config);
        var places = new ArrayList<>(builder.disks(ports));
        places.add(archive);
        places.add(scratch);
        FreeSpace.check(places, config.minimumFreeBytes());
        Files.createDirectories(archive.toAbsolutePath().getParent());
        var temporary = scratch.resolve("image.tar");
        var progress = ports.log().progress("Building the image", Duration.ZERO);
        try {
            var date = SourceDate.of(ports.variables());
            var built = builder.build(new BuildOrder(config.name(), config.platforms(), new Labels(config, commit, ports).all(date), date,
                    temporary, scratch), ports);
            try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            place(temporary, archive);
            return new BuiltImage(built.archive().movedTo(archive), built.contents(), built.base());
        } finally {
            progress.close();
        }
    }

    /** Whole or not at all, also where the archive is to lie on another disk. */
    private static void place(Path temporary, Path archive) throws IOException {
        try {
            Files.move(temporary, archive, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            WholeFile.copy(temporary, archive);
        }
    }
}
