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

/** What made each layer, as an image's history says it, with stars for what sounds secret: {@code COPY app.jar / # buildkit}. */
public final class LayerHistory {
    private static final int LONGEST = 160;
    /** Of a longer command no more is looked at. */
    private static final int READ = 8192;
    /** What a builder puts before a command: their values are nobody's to read. */
    private static final Pattern ARGUMENTS = Pattern.compile("^(?:RUN )?\\|\\d+ ");
    private static final Pattern SHELL = Pattern.compile("^(?:RUN )?/bin/sh -c (#\\(nop\\) *)?");
    private static final String COMMAND = " -c ";
    private static final Pattern SECRET = Pattern.compile("((?:" + SecretWords.NAMES + "|pass|key|cred|auth)[a-z0-9_-]{0,64}+[=:]\\s*)\\S+",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern LOGIN = Pattern.compile("(://)[^/@\\s]{1,256}+@");
    private static final Pattern WORD = Pattern.compile("\\S+");

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
        return Said.cut(masked(bare(line)), LONGEST);
    }

    /** {@code RUN |1 ARG=value /bin/sh -c make} is {@code RUN make}, with another shell and from either builder, too. */
    private static String bare(String line) {
        var given = ARGUMENTS.matcher(line);
        if (!given.find()) {
            return SHELL.matcher(line).replaceFirst(found -> found.group(1) == null ? "RUN " : "");
        }
        int command = line.indexOf(COMMAND, given.end());
        return command < 0 ? "RUN" : "RUN " + line.substring(command + COMMAND.length());
    }

    /** What sounds or looks like a secret, as {@code --password=abc} and {@code https://me:abc@host}, is hidden. */
    private static String masked(String command) {
        var named = LOGIN.matcher(SECRET.matcher(command).replaceAll("$1****")).replaceAll("$1****@");
        return WORD.matcher(named).replaceAll(word -> SecretWords.looks(word.group()).isPresent() ? "****"
                : Matcher.quoteReplacement(word.group()));
    }
}
