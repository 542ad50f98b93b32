package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** docs/command-line.md has every command and every option of it, and none that is not there. */
class CommandLineDocsTest {
    private static final Path PAGE = Path.of("docs/command-line.md");
    private static final List<String> EVERYWHERE = List.of("--help", "--version");

    static Stream<CommandLine> commands() {
        return below(Main.commandLine());
    }

    private static Stream<CommandLine> below(CommandLine line) {
        return line.getSubcommands().values().stream().filter(command -> !command.getCommandSpec().usageMessage().hidden())
                .flatMap(command -> Stream.concat(Stream.of(command), below(command)));
    }

    private static String page() throws IOException {
        return Files.readString(PAGE);
    }

    /** What stands below a command's heading, up to the next. */
    private static String section(String command) throws IOException {
        return Stream.of(page().split("(?m)^(?=##+ )")).filter(part -> part.lines().findFirst().orElse("").contains("`" + command))
                .filter(part -> Stream.of(part.lines().findFirst().orElse("").split("`")).anyMatch(word -> word.equals(command)))
                .findFirst().orElseThrow(() -> new AssertionError(PAGE + " has no heading with `" + command + "`"));
    }

    @ParameterizedTest @MethodSource("commands")
    void explainsEveryCommandWithItsOptions(CommandLine line) throws Exception {
        var spec = line.getCommandSpec();
        var section = section(spec.qualifiedName()) + shared(section(spec.qualifiedName()));

        for (var option : spec.options().stream().filter(option -> !option.hidden()).map(OptionSpec::longestName).toList()) {
            if (!EVERYWHERE.contains(option)) {
                assertThat(section).as(spec.qualifiedName()).contains("`" + option);
            }
        }
    }

    /** The tables of options that many commands have, where a section links to them. */
    private static String shared(String section) throws IOException {
        var text = new StringBuilder();
        for (var part : page().split("(?m)^(?=##+ )")) {
            var title = part.lines().findFirst().orElse("").replaceFirst("^#+ ", "").replace("`", "");
            if (section.contains("](#" + title.toLowerCase(Locale.ROOT).replace(' ', '-') + ")")) {
                text.append(part);
            }
        }
        return text.toString();
    }

    @Test void namesNoOptionThatIsNotThere() throws Exception {
        var known = commands().flatMap(line -> line.getCommandSpec().options().stream()).flatMap(option -> Stream.of(option.names())).toList();

        var named = Pattern.compile("`(--[a-z-]+)").matcher(page()).results().map(found -> found.group(1)).distinct().toList();

        assertThat(known).containsAll(named);
    }
}
