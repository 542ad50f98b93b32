package io.jenkins.plugins.greenlight.stage.image.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The instructions of a Dockerfile in their order, which is that of the steps an engine counts. */
final class Instructions {
    private static final Pattern DIRECTIVE = Pattern.compile("#\\s*([a-zA-Z]\\w*)\\s*=\\s*(\\S+)\\s*");
    private static final Pattern FLAG = Pattern.compile("--([a-z-]+)(?:=\\S*)?");
    private static final Pattern HEREDOC = Pattern.compile("\\d*<<-?[\"']?[A-Za-z_]\\w*[\"']?");
    private static final List<String> BUILDKIT_RUN = List.of("mount", "network", "security", "device");
    private static final List<String> BUILDKIT_COPY = List.of("link", "chmod", "parents", "exclude", "checksum", "keep-git-dir",
            "unpack");

    /**
     * @param line where it begins, from 1
     * @param word in upper case, e.g. {@code COPY}
     * @param text all of it in one line
     */
    record Instruction(int line, String word, String text) {
        String rest() {
            return text.substring(word.length()).strip();
        }

        /** What only BuildKit understands in it; empty when there is none of that. */
        Optional<String> newer() {
            if (!List.of("RUN", "COPY", "ADD").contains(word)) {
                return Optional.empty();
            }
            var newer = word.equals("RUN") ? BUILDKIT_RUN : BUILDKIT_COPY;
            boolean flags = true;
            for (var part : rest().split("\\s+")) {
                var flag = FLAG.matcher(part);
                flags = flags && flag.matches();
                if (flags && newer.contains(flag.group(1))) {
                    return Optional.of(word + " --" + flag.group(1));
                }
                if (!rest().startsWith("[") && HEREDOC.matcher(part).matches()) {
                    return Optional.of("a heredoc (" + part + ")");
                }
            }
            return Optional.empty();
        }
    }

    private final List<Instruction> all = new ArrayList<>();
    private char escape = '\\';

    private Instructions() { }

    static Instructions read(String text) {
        var found = new Instructions();
        var lines = text.replaceFirst("^\uFEFF", "").split("\r?\n", -1);
        int at = found.directives(lines);
        while (at < lines.length) {
            at = found.instruction(lines, at);
        }
        return found;
    }

    List<Instruction> all() {
        return all;
    }

    /** What an engine calls this step. @param number from 1; empty for what stands in no line, such as our labels */
    Optional<Instruction> step(int number) {
        return number < 1 || number > all.size() ? Optional.empty() : Optional.of(all.get(number - 1));
    }

    private int directives(String[] lines) {
        int at = 0;
        for (; at < lines.length; at++) {
            var directive = DIRECTIVE.matcher(lines[at].strip());
            if (!directive.matches()) {
                break;
            }
            if (directive.group(1).toLowerCase(Locale.ROOT).equals("escape")) {
                escape = directive.group(2).charAt(0);
            }
        }
        return at;
    }

    /** @return where the next one may begin */
    private int instruction(String[] lines, int from) {
        var text = new StringBuilder();
        int begin = 0;
        int at = from;
        boolean goesOn = true;
        while (goesOn && at < lines.length) {
            var line = lines[at++];
            if (line.isBlank() || line.strip().startsWith("#")) {
                goesOn = text.length() > 0; // inside an instruction it is as if it were not there
                continue;
            }
            begin = text.length() == 0 ? at : begin;
            goesOn = continues(line);
            text.append(goesOn ? line.stripTrailing().substring(0, line.stripTrailing().length() - 1) : line);
        }
        var whole = text.toString().strip();
        if (!whole.isEmpty()) {
            all.add(new Instruction(begin, whole.split("\\s+", 2)[0].toUpperCase(Locale.ROOT), whole));
        }
        return at;
    }

    private boolean continues(String line) {
        var end = line.stripTrailing();
        int last = end.length() - 1;
        return last >= 0 && end.charAt(last) == escape && (last == 0 || end.charAt(last - 1) != escape);
    }
}
