package io.jenkins.plugins.greenlight.stage.image.build;

import io.jenkins.plugins.greenlight.oci.OciArchive;
import io.jenkins.plugins.greenlight.oci.OciImage;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.parse.Said;
import io.jenkins.plugins.greenlight.parse.SecretWords;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What made each layer, as an image's history says it, with stars for what sounds secret: {@code COPY app.jar / # buildkit}. */
public final class LayerHistory {
    private static final int LONGEST = 160;
    /** Of a longer command no more is looked at. */
    private static final int READ = 8192;
    /** What engines put before an instruction: the shell, and the arguments of the build. */
    private static final Pattern SHELL = Pattern.compile("^(?:RUN )?(?:\\|\\d+ .*?)?/bin/sh -c (#\\(nop\\) *)?");
    private static final Pattern SECRET = Pattern.compile("((?:" + SecretWords.NAMES + "|pass|key|cred|auth)[a-z0-9_-]{0,64}+[=:]\\s*)\\S+",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern LOGIN = Pattern.compile("(://)[^/@\\s]{1,256}+@");

    private LayerHistory() { }

    /** Of all images, by the layer's digest in the archive; none of an image whose history does not fit its layers. */
    public static Map<String, String> of(OciArchive archive) throws IOException {
        var contents = new HashMap<String, String>();
        for (var image : archive.images()) {
            var made = of(image);
            for (int at = 0; at < made.size(); at++) {
                contents.putIfAbsent(image.layers().get(at).digest(), made.get(at));
            }
        }
        return contents;
    }

    /** Of each layer, the lowest first; empty when the history does not fit them. */
    public static List<String> of(OciImage image) throws IOException {
        try {
            var made = Json.read(image.archive().text(image.config()), "configuration of the image").find("history").filter(Node::isList)
                    .map(Node::items).orElse(List.of()).stream()
                    .filter(each -> each.find("empty_layer").filter(Node::flag).isEmpty())
                    .map(each -> brief(each.find("created_by").map(Node::text).orElse(""))).toList();
            return made.size() == image.layers().size() ? made : List.of();
        } catch (ParseException e) {
            return List.of(); // another tool's history in another form: nothing is said of the layers
        }
    }

    static String brief(String command) {
        var line = command.substring(0, Math.min(READ, command.length())).strip().replaceAll("\\s+", " ");
        var plain = SHELL.matcher(line).replaceFirst(found -> found.group(1) == null ? "RUN " : "");
        var shown = LOGIN.matcher(SECRET.matcher(plain).replaceAll("$1****")).replaceAll("$1****@");
        return Said.cut(shown, LONGEST);
    }
}
