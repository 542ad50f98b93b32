package io.jenkins.plugins.greenlight.stage.image.jib;

import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import io.jenkins.plugins.greenlight.stage.StageException;
import java.util.ArrayList;
import java.util.List;

/** How the image is started. */
final class Entrypoint {
    private final JibBuild build;
    private final List<FileEntriesLayer> layers;

    Entrypoint(JibBuild build, List<FileEntriesLayer> layers) {
        this.build = build;
        this.layers = layers;
    }

    /** Empty for the base's own.
     *  @throws StageException when there is no base and nothing puts the program into the image */
    List<String> argv() throws StageException {
        if (build.base().isEmpty() && (build.entrypoint().isEmpty() || !brings(fromRoot()))) {
            throw new StageException("Nothing puts the program of image.entrypoint " + build.entrypoint() + " into the image."
                    + " Expected a file of image.files, or jre/bin/java with image.javaModules. Change one of them, or set"
                    + " image.base.");
        }
        var argv = new ArrayList<>(build.entrypoint());
        if (!argv.isEmpty()) {
            argv.set(0, program());
        }
        return argv;
    }

    /** A bare name that no file of the build has is looked for in the base's PATH. */
    private String program() {
        return build.entrypoint().get(0).contains("/") || brings(fromRoot()) ? fromRoot() : build.entrypoint().get(0);
    }

    private String fromRoot() {
        var first = build.entrypoint().get(0);
        return first.startsWith("/") ? first : "/" + first;
    }

    private boolean brings(String path) {
        return layers.stream().flatMap(layer -> layer.getEntries().stream())
                .anyMatch(entry -> entry.getExtractionPath().toString().equals(path));
    }
}
