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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What made each layer, as images built from a Dockerfile say it of themselves: {@code COPY app.jar / # buildkit}. */
public final class LayerHistory {
    private static final int LONGEST = 160;
    /** Of a longer command no more is looked at. */
    private static final int READ = 8192;
    private static final Pattern ARGUMENTS = Pattern.compile("^(?:RUN )?\\|\\d+ ");
    private static final String SHELL = " -c ";
    private static final Pattern SECRET = Pattern.compile("(?i)"
            + "((?:pass|token|secret|key|pwd|cred|auth)[a-z0-9_-]{0,64}+[=:]\\s*)\\S+");
    private static final Pattern LOGIN = Pattern.compile("(://)[^/@\\s]+@");
    private static final Pattern WORD = Pattern.compile("\\S+");

    private LayerHistory() { }

    /** By the layer's digest in the archive; none of an image whose history does not fit its layers. */
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

    /** Without the shell and the arguments that a builder puts before an instruction: their values are nobody's to read. */
    private static String brief(String text) {
        var line = text.substring(0, Math.min(READ, text.length())).strip().replaceAll("\\s+", " ");
        return Said.cut(masked(bare(line.replaceFirst("^/bin/sh -c #\\(nop\\) ", ""))), LONGEST);
    }

    /** {@code RUN |1 ARG=value /bin/sh -c make} is {@code RUN make}, with another shell and from either builder, too. */
    private static String bare(String line) {
        var given = ARGUMENTS.matcher(line);
        if (!given.find()) {
            return line.replaceFirst("^/bin/sh -c ", "RUN ");
        }
        int command = line.indexOf(SHELL, given.end());
        return command < 0 ? "RUN" : "RUN " + line.substring(command + SHELL.length());
    }

    /** What sounds or looks like a secret, as {@code --password=abc} and {@code https://me:abc@host}, is hidden. */
    private static String masked(String command) {
        var named = LOGIN.matcher(SECRET.matcher(command).replaceAll("$1****")).replaceAll("$1****@");
        return WORD.matcher(named).replaceAll(word -> SecretWords.looks(word.group()).isPresent() ? "****"
                : Matcher.quoteReplacement(word.group()));
    }
}
