package io.jenkins.plugins.greenlight.stage.image.scan;

import io.jenkins.plugins.greenlight.oci.OciImage;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.port.Workspace;
import io.jenkins.plugins.greenlight.stage.ReportFiles;
import io.jenkins.plugins.greenlight.stage.StageFile;
import io.jenkins.plugins.greenlight.stage.findings.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is kept of each platform's image: with one platform under plain names, else with the platform in each. */
final class KeptFiles {
    private static final String CYCLONEDX = "application/vnd.cyclonedx+json";
    private static final Pattern OWN = Pattern.compile("(trivy(-[a-z0-9.-]+)?\\.json|sbom(-[a-z0-9.-]+)?\\.cdx\\.json)");
    private static final int LONGEST = 60;

    private final Path folder;
    private final Workspace workspace;
    private final Reading reading;
    private final Map<OciImage, String> suffixes = new HashMap<>();

    /** @param reading told of what is kept, and of what cannot be read */
    KeptFiles(Path folder, List<OciImage> images, Workspace workspace, Reading reading) {
        this.folder = folder;
        this.workspace = workspace;
        this.reading = reading;
        var taken = new HashSet<String>();
        for (var image : images) {
            var word = images.size() == 1 ? "" : "-" + word(image.platform().word());
            suffixes.put(image, taken.add(word) ? word : word + "-" + (suffixes.size() + 1));
        }
    }

    /** The names of what an earlier scan left, perhaps of other platforms. */
    List<String> earlier() {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).filter(name -> OWN.matcher(name).matches()).toList();
        } catch (IOException e) {
            return List.of(); // no folder yet, or one that writing to it will tell of
        }
    }

    /** Keeps a bill of materials; what it lists, unless it is none. @param made empty when it could not be made */
    Optional<Bill> bill(OciImage image, List<Path> made) throws IOException {
        if (made.isEmpty()) {
            return Optional.empty();
        }
        var kept = folder.resolve("sbom" + suffixes.get(image) + ".cdx.json");
        Files.move(made.get(0), kept, StandardCopyOption.REPLACE_EXISTING);
        reading.file(StageFile.of(kept, CYCLONEDX));
        try {
            return Optional.of(Bill.read(kept, shown(kept)));
        } catch (ParseException e) {
            reading.unreadable(shown(kept), e);
            return Optional.empty();
        }
    }

    /** Keeps a report, as far as it quotes no secret; empty where there is none. */
    Optional<Path> report(OciImage image, List<Path> made) throws IOException {
        if (made.isEmpty()) {
            return Optional.empty();
        }
        var kept = report(image);
        try {
            KeptReport.write(made.get(0), shown(kept), kept);
            return Optional.of(kept);
        } catch (ParseException e) {
            reading.unreadable(shown(kept), e);
            return Optional.empty();
        } finally {
            Files.deleteIfExists(made.get(0));
        }
    }

    Path report(OciImage image) {
        return folder.resolve("trivy" + suffixes.get(image) + ".json");
    }

    String shown(Path file) {
        return ReportFiles.name(workspace, file);
    }

    /** Whoever wrote the text: what may be a file's name anywhere. */
    static String word(String text) {
        var last = text.substring(text.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "-")
                .replaceFirst("^[.-]+", "");
        return last.isEmpty() ? "image" : last.substring(0, Math.min(LONGEST, last.length()));
    }
}
