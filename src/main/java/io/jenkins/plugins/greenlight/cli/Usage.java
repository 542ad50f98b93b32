package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.gate.Suggestion;
import io.jenkins.plugins.greenlight.parse.Mask;
import io.jenkins.plugins.greenlight.report.Ending;
import io.jenkins.plugins.greenlight.report.Visible;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What a command line that cannot be understood is told: what is wrong with it, the word meant, where to read on. Of an address in it
 * neither user nor password is repeated.
 */
final class Usage implements CommandLine.IParameterExceptionHandler {
    @Override public int handleParseException(ParameterException e, String[] args) {
        var line = e.getCommandLine();
        if (args.length == 0) {
            line.usage(line.getErr());
            return Ending.BAD_INPUT.exitCode();
        }
        line.getErr().println("greenlight: " + Visible.line(Mask.address(message(e))));
        line.getErr().println("See: " + line.getCommandSpec().qualifiedName() + " --help");
        return Ending.BAD_INPUT.exitCode();
    }

    private static String message(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
            return unmatched(unmatched.getUnmatched(), e.getCommandLine());
        }
        return String.valueOf(e.getMessage());
    }

    private static String unmatched(List<String> words, CommandLine line) {
        var word = words.get(0);
        var name = word.split("=", 2)[0];
        if (word.startsWith("-")) {
            return "There is no option " + name + " of " + line.getCommandSpec().qualifiedName() + "." + Suggestion.sentence(name, options(line));
        }
        var commands = commands(line);
        return commands.isEmpty() ? "\"" + word + "\" is one word too many for " + line.getCommandSpec().qualifiedName() + "."
                : "There is no command \"" + word + "\" of " + line.getCommandSpec().qualifiedName() + "."
                + Suggestion.sentence(word, commands) + " Expected one of " + String.join(", ", commands) + ".";
    }

    private static List<String> options(CommandLine line) {
        return line.getCommandSpec().options().stream().filter(option -> !option.hidden())
                .flatMap(option -> Stream.of(option.names())).toList();
    }

    private static Collection<String> commands(CommandLine line) {
        return line.getSubcommands().entrySet().stream().filter(command -> !command.getValue().getCommandSpec().usageMessage().hidden())
                .map(Map.Entry::getKey).toList();
    }
}
