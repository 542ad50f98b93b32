package io.jenkins.plugins.greenlight.stage.image.build;

import io.jenkins.plugins.greenlight.oci.OciArchive;
import io.jenkins.plugins.greenlight.oci.OciImage;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What made each layer, as images built from a Dockerfile say it of themselves: {@code COPY app.jar / # buildkit}. */
public final class LayerHistory {
    private static final int LONGEST = 160;

    private LayerHistory() { }

    /** By the layer's digest in the archive; none of an image whose history does not fit its layers. */
    public static Map<String, String> of(OciArchive archive) throws IOException {
        var contents = new HashMap<String, String>();
        for (var image : archive.images()) {
            var made = made(archive, image);
            for (int at = 0; made.size() == image.layers().size() && at < made.size(); at++) {
                contents.putIfAbsent(image.layers().get(at).digest(), made.get(at));
            }
        }
        return contents;
    }

    private static List<String> made(OciArchive archive, OciImage image) throws IOException {
        try {
            return Json.read(archive.text(image.config()), "configuration of the image").find("history").filter(Node::isList)
                    .map(Node::items).orElse(List.of()).stream()
                    .filter(each -> each.find("empty_layer").filter(Node::flag).isEmpty())
                    .map(each -> brief(each.find("created_by").map(Node::text).orElse(""))).toList();
        } catch (ParseException e) {
            return List.of(); // another tool's history in another form: nothing is said of the layers
        }
    }

    /** Without the shell and the arguments that an engine's own builder puts before an instruction. */
    private static String brief(String text) {
        var line = text.strip().replaceAll("\\s+", " ").replaceFirst("^/bin/sh -c #\\(nop\\) ", "").replaceFirst("^(?:\\|\\d+ .{0,2000}?)?/bin/sh -c ", "RUN ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }
}
