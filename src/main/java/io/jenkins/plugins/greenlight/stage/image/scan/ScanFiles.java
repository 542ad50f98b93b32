package io.jenkins.plugins.greenlight.stage.image.scan;

import io.jenkins.plugins.greenlight.oci.OciImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The names of what is kept of each platform's image: with one platform under plain names, else with the platform in each. */
final class ScanFiles {
    private static final Pattern OWN = Pattern.compile("trivy(?:|-[a-z0-9.-]+)\\.json|sbom(?:|-[a-z0-9.-]+)\\.cdx\\.json");
    private static final int LONGEST = 60;

    private final Path folder;
    private final Map<OciImage, String> suffixes = new HashMap<>();

    ScanFiles(Path folder, List<OciImage> images) {
        this.folder = folder;
        var taken = new HashSet<String>();
        for (var image : images) {
            var word = images.size() == 1 ? "" : "-" + word(image.platform().word());
            suffixes.put(image, taken.add(word) ? word : word + "-" + (suffixes.size() + 1));
        }
    }

    Path report(OciImage image) {
        return folder.resolve("trivy" + suffixes.get(image) + ".json");
    }

    Path bill(OciImage image) {
        return folder.resolve("sbom" + suffixes.get(image) + ".cdx.json");
    }

    /** The names of what an earlier scan left, perhaps of other platforms. */
    List<String> earlier() {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).filter(name -> OWN.matcher(name).matches()).toList();
        } catch (IOException e) {
            return List.of(); // no folder yet, or one that writing to it will tell of
        }
    }

    /** Whoever wrote the text: what may be a file's name anywhere. */
    static String word(String text) {
        var last = text.substring(text.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "-")
                .replaceFirst("^[.-]+", "");
        return last.isEmpty() ? "image" : last.substring(0, Math.min(LONGEST, last.length()));
    }
}
