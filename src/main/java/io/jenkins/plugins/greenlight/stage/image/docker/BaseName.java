package io.jenkins.plugins.greenlight.stage.image.docker;

import io.jenkins.plugins.greenlight.stage.image.docker.Instructions.Instruction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names in FROM, where the ARGs before the first one count. */
final class BaseName {
    private static final Pattern REFERENCE = Pattern.compile("\\$(?:(\\w+)|\\{(\\w+)}|\\{(\\w+):?([-+])([^}]*)})");

    private final Map<String, String> values = new HashMap<>();

    /** @param given for ARG, instead of what the file says */
    BaseName(List<Instruction> all, Map<String, String> given) {
        for (var instruction : all) {
            if (instruction.word().equals("FROM")) {
                break;
            }
            if (instruction.word().equals("ARG")) {
                for (var each : instruction.rest().split("\\s+")) {
                    var pair = each.split("=", 2);
                    var usual = pair.length < 2 ? "" : resolved(pair[1].replaceAll("^([\"'])(.*)\\1$", "$2"));
                    values.put(pair[0], given.getOrDefault(pair[0], usual));
                }
            }
        }
    }

    /** @param from what stands behind FROM; as it is where it cannot be told */
    String of(String from) {
        return resolved(word(from));
    }

    /** The image or stage itself, as it is written. */
    static String word(String from) {
        for (var word : from.strip().split("\\s+")) {
            if (!word.startsWith("--")) {
                return word.replaceAll("^([\"'])(.*)\\1$", "$2");
            }
        }
        return from.strip();
    }

    /** What a stage is called by those after it; empty for nothing. */
    static String stage(String from) {
        var words = from.strip().split("\\s+");
        return words.length > 2 && words[words.length - 2].equalsIgnoreCase("as") ? words[words.length - 1] : "";
    }

    private String resolved(String text) {
        return REFERENCE.matcher(text).replaceAll(found -> {
            var value = values.getOrDefault(Stream.of(1, 2, 3).map(found::group).filter(Objects::nonNull).findFirst().orElseThrow(), "");
            boolean set = !value.isEmpty();
            String sign = found.group(4);
            return Matcher.quoteReplacement(sign == null ? value : sign.equals("-") ? set ? value : found.group(5)
                    : set ? found.group(5) : "");
        });
    }
}
