package io.jenkins.plugins.greenlight.stage.image.scan;

import io.jenkins.plugins.greenlight.finding.Purl;
import io.jenkins.plugins.greenlight.parse.JsonStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/**
 * What a bill of materials in CycloneDX lists.
 *
 * @param packages with a package URL
 * @param ofSystem of them, those of an operating system's package manager
 */
record Bill(long packages, long ofSystem) {
    private static final Set<String> SYSTEMS = Set.of("deb", "apk", "rpm", "alpm", "bottlerocket");

    /** @throws io.jenkins.plugins.greenlight.parse.ParseException when it is none */
    static Bill read(Path file, String source) throws IOException {
        long[] counts = {0, 0};
        try (var json = JsonStream.open(file, source)) {
            json.fields(key -> {
                if (key.equals("components") && !json.isNull()) {
                    json.items(() -> json.fields(field -> {
                        if (field.equals("purl")) {
                            var purl = Purl.parse(json.text());
                            counts[0] += purl.isPresent() ? 1 : 0;
                            counts[1] += purl.filter(one -> SYSTEMS.contains(one.type())).isPresent() ? 1 : 0;
                        }
                    }));
                }
            });
            json.end();
        }
        return new Bill(counts[0], counts[1]);
    }
}
