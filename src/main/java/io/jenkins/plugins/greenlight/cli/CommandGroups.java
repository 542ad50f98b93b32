package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.stage.StageId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;

/** The commands in the help, by what a person wants to do; each with the first sentence about it. */
final class CommandGroups implements IHelpSectionRenderer {
    private static final String MORE = "More:";
    private static final Map<String, List<String>> GROUPS = new LinkedHashMap<>();

    static {
        GROUPS.put("Deliver:", Stream.concat(Stream.of("run"), Stream.of(StageId.values()).map(StageId::word)).toList());
        GROUPS.put("Live releases:", List.of("status", "history", "rollback", "resume", "adopt", "retire", "unlock", "guard"));
        GROUPS.put("Reports and records:", List.of("report", "artifacts", "audit"));
        GROUPS.put("Configuration:", List.of("config", "docs", "router"));
    }

    /** Of a command line and, where they are grouped, nothing of its subcommands' own. */
    static void in(CommandLine line) {
        line.getHelpSectionMap().put(CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, help -> "");
        line.getHelpSectionMap().put(CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST, new CommandGroups());
    }

    @Override public String render(Help help) {
        var left = new LinkedHashMap<>(help.subcommands());
        var text = new StringBuilder();
        GROUPS.forEach((title, words) -> group(title, words, left, help, text));
        group(MORE, List.copyOf(left.keySet()), left, help, text);
        return text.toString();
    }

    private static void group(String title, List<String> words, Map<String, Help> left, Help all, StringBuilder text) {
        var rows = new ArrayList<String[]>();
        for (var word : words) {
            var help = left.remove(word);
            if (help != null) {
                rows.add(new String[] {word, sentence(help)});
            }
        }
        if (!rows.isEmpty()) {
            text.append(String.format("%n%s%n", title)).append(table(rows, width(all.subcommands().keySet()), all));
        }
    }

    private static String table(List<String[]> rows, int width, Help help) {
        var table = Help.TextTable.forColumnWidths(help.colorScheme(), width + 4, help.commandSpec().usageMessage().width() - width - 4);
        for (var row : rows) {
            table.addRowValues(help.colorScheme().commandText("  " + row[0]), help.colorScheme().text(row[1]));
        }
        return table.toString();
    }

    private static int width(Set<String> words) {
        return words.stream().mapToInt(String::length).max().orElse(0);
    }

    private static String sentence(Help help) {
        var description = Stream.of(help.commandSpec().usageMessage().description()).collect(Collectors.joining(" "));
        return description.replaceFirst("(?<=[a-z\\d])[.:;] .*$", "").replaceFirst("\\.$", "") + ".";
    }
}
