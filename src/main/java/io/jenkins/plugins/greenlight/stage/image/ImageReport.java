package io.jenkins.plugins.greenlight.stage.image;

import io.jenkins.plugins.greenlight.gate.Measure;
import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.gate.Unit;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import io.jenkins.plugins.greenlight.registry.Pushed;
import io.jenkins.plugins.greenlight.signing.SigningProblem;
import io.jenkins.plugins.greenlight.stage.StageFacts;
import io.jenkins.plugins.greenlight.stage.StageFile;
import io.jenkins.plugins.greenlight.stage.StageReport;
import io.jenkins.plugins.greenlight.stage.StageReport.Table;
import io.jenkins.plugins.greenlight.stage.image.build.BuiltImage;
import io.jenkins.plugins.greenlight.stage.image.scan.ScanReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The image as it lies in its archive, and what became of it.
 *
 * @param digest        read back from the archive; of the index when there are several platforms
 * @param archiveSha256 of the whole archive file, 64 hexadecimal digits
 * @param size          of the archive in bytes
 * @param layers        platform by platform, lowest first
 * @param tags          that it gets when it is pushed
 * @param unsignable    why nothing can be signed; empty when nothing is to be or all is there
 * @param looked        what is in it; empty when nobody looked
 * @param push          empty as long as it was not pushed
 * @param signed        whether it was signed where it was pushed
 */
public record ImageReport(String name, ImageDigest digest, Path archive, String archiveSha256, long size, List<Layer> layers,
                          List<String> tags, Optional<SigningProblem> unsignable, Optional<Looked> looked, Optional<Pushed> push,
                          boolean signed) implements StageFacts {
    public ImageReport {
        layers = List.copyOf(layers);
        tags = List.copyOf(tags);
    }

    /** @param platform that the layer's image is for
     *  @param digest of the packed layer, with {@code sha256:}
     *  @param size   packed, in bytes
     *  @param what   is in it, in words; empty where nobody says */
    public record Layer(String platform, String digest, long size, String what) { }

    /** Not pushed yet. */
    static ImageReport of(String name, String archiveSha256, BuiltImage built, List<String> tags, Optional<SigningProblem> unsignable,
                          Optional<Looked> looked) {
        var archive = built.archive();
        var layers = new ArrayList<Layer>();
        for (var image : archive.images()) {
            for (var layer : image.layers()) {
                layers.add(new Layer(image.platform().toString(), layer.digest(), archive.size(layer.digest()),
                        built.contents().getOrDefault(layer.digest(), "")));
            }
        }
        return new ImageReport(name, archive.digest(), archive.file(), archiveSha256, archive.bytes(), layers, tags, unsignable, looked,
                Optional.empty(), false);
    }

    Optional<ScanReport> scan() {
        return looked.map(Looked::report);
    }

    ImageReport pushed(Pushed where, boolean isSigned) {
        return new ImageReport(name, digest, archive, archiveSha256, size, layers, tags, unsignable, looked, Optional.of(where), isSigned);
    }

    /** The archive, an OCI layout in a tar, has no media type that is registered; what opens it is a reader of tar. */
    @Override public List<StageFile> files() {
        return Stream.concat(Stream.of(new StageFile(archive, "application/x-tar", Optional.of(archiveSha256))),
                scan().stream().flatMap(seen -> seen.files().stream())).toList();
    }

    @Override public StageReport report() {
        var rows = layers.stream().map(layer -> List.of(layer.platform(), layer.digest(), Unit.ofBytes(layer.size()),
                layer.what())).toList();
        var measures = new ArrayList<Measure>(List.of(Measure.of("size", Unit.MEBIBYTES, size / 1048576d),
                Measure.count("layers", layers.size())));
        scan().ifPresent(seen -> measures.addAll(seen.measures().all()));
        var tables = new ArrayList<Table>(scan().map(ScanReport::tables).orElse(List.of()));
        tables.add(new Table("Layers", List.of("Platform", "Digest", "Size", "Content"), rows));
        return new StageReport(summary(), new Measures(measures), tables, scan().map(ScanReport::trees).orElse(List.of()),
                List.of(), List.of(),
                List.of());
    }

    private String summary() {
        return "Image " + name + "@" + digest + ", " + Unit.ofBytes(size) + " in " + layers.size()
                + (layers.size() == 1 ? " layer" : " layers")
                + platforms() + "." + scan().map(seen -> " " + seen.summary()).orElse("") + push.map(this::pushed).orElse("");
    }

    private String pushed(Pushed done) {
        return " Pushed as " + done.reference() + (done.tags().isEmpty() ? "" : ", tagged " + String.join(", ", done.tags()))
                + (signed ? ", and signed." : ".");
    }

    private String platforms() {
        var all = layers.stream().map(Layer::platform).distinct().collect(Collectors.joining(", "));
        return all.isEmpty() ? "" : " for " + all;
    }
}
