package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.stage.image.ImageConfig;

/** Reads {@code image}. */
final class ImageConfigReader {
    private ImageConfigReader() { }

    static ImageConfig read(Section section) {
        return ImageConfig.ofFiles(
                section.required("name", "", Node::text),
                section.list("javaModules", Node::text),
                section.texts("files"),
                section.list("entrypoint", Node::text),
                section.texts("environment"),
                section.texts("labels"),
                section.value("archive", Node::text));
    }
}
