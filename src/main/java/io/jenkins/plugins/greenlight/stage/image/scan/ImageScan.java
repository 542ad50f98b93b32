package io.jenkins.plugins.greenlight.stage.image.scan;

import io.jenkins.plugins.greenlight.gate.Verdict;
import io.jenkins.plugins.greenlight.oci.OciArchive;
import io.jenkins.plugins.greenlight.oci.OciImage;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.stage.StageException;
import io.jenkins.plugins.greenlight.stage.findings.FindingFiles;
import io.jenkins.plugins.greenlight.stage.image.build.BuiltImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;

/** Looks into an image before it is pushed: lists what it is made of, looks for what must not be there, holds it to limits. */
public final class ImageScan {
    private final String name;
    private final ScanConfig config;
    private final FindingFiles files;
    private final ProductionImage production;

    /**
     * @param name       of the image, without registry and tag
     * @param output     for what is written; made. What an earlier scan left there is deleted
     * @param production asked only when a check names what is new in it
     */
    public ImageScan(String name, ScanConfig config, Path output, ProductionImage production) {
        this.name = Objects.requireNonNull(name, "name");
        this.config = Objects.requireNonNull(config, "config");
        this.files = new FindingFiles(output);
        this.production = config.untrusted() ? ProductionImage.NOT_FOR_UNTRUSTED : Objects.requireNonNull(production, "production");
    }

    /**
     * Every platform's image, bill of materials first. What keeps Trivy from telling all is in the report, never an exception.
     *
     * @throws StageException when what was found cannot be written
     */
    public ScanReport run(BuiltImage built, Ports ports) throws StageException, InterruptedException {
        return new ScanWork(name, config, files, built, ports).run(production);
    }

    /** Pure. Softened by onMissing and mode: whether delivery goes on. */
    public Verdict judge(ScanReport report) {
        return strict(report).under(config.onMissing()).under(config.mode());
    }

    /** Pure, and never softened: an image that blocks here is pushed under no release tag, whatever the mode. */
    public Verdict strict(ScanReport report) {
        return new ScanVerdict(config, report).strict();
    }

    /** Where the bill of materials of each image lies that has one, by the image's digest. */
    public Map<ImageDigest, Path> bills(OciArchive archive) {
        return those(archive, ScanFiles::bill);
    }

    /** Where Trivy's report of each image lies that has one, by the image's digest. */
    public Map<ImageDigest, Path> reports(OciArchive archive) {
        return those(archive, ScanFiles::report);
    }

    private Map<ImageDigest, Path> those(OciArchive archive, BiFunction<ScanFiles, OciImage, Path> which) {
        var names = new ScanFiles(files.folder(), archive.images());
        var found = new LinkedHashMap<ImageDigest, Path>();
        archive.images().stream().filter(image -> Files.isRegularFile(which.apply(names, image)))
                .forEach(image -> found.put(image.digest(), which.apply(names, image)));
        return found;
    }
}
