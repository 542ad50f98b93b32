package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class UsageTest {
    static Stream<CommandLine> commands() {
        return all(Main.commandLine());
    }

    private static Stream<CommandLine> all(CommandLine line) {
        return Stream.concat(Stream.of(line), line.getSubcommands().values().stream().flatMap(UsageTest::all));
    }

    @ParameterizedTest @MethodSource("commands")
    void fitsATerminalOfEightyColumns(CommandLine line) {
        assertThat(line.getUsageMessage().lines()).isNotEmpty().allMatch(row -> row.length() <= 80);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "run --onyl image | There is no option --onyl of greenlight run. Did you mean \"--only\"? | greenlight run --help",
        "run --digset=x | There is no option --digset of greenlight run. Did you mean \"--digest\"? | greenlight run --help",
        "statsu | There is no command \"statsu\" of greenlight. Did you mean \"status\"? Expected one of run, security, | greenlight --help",
        "xyzzy | There is no command \"xyzzy\" of greenlight. Expected one of run, | greenlight --help",
        "audit verfy | There is no command \"verfy\" of greenlight audit. Did you mean \"verify\"? | greenlight audit --help",
        "status staging production | \"production\" is one word too many for greenlight status. | greenlight status --help",
        "completion fish | fish | greenlight completion --help",
    })
    void namesTheWordMeantAndWhereToReadOn(String words, String message, String help) {
        var console = Console.run(words.split(" "));

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.output()).isEmpty();
        assertThat(console.errors().lines().toList()).hasSize(2);
        assertThat(console.errors()).contains(message).endsWith("See: " + help + System.lineSeparator());
    }

    @Test void givesNothingOfTheCommandLineToTheTerminal() {
        assertThat(Console.run("run", "--\u001b[31m\nforged").errors()).doesNotContain("\u001b").hasLineCount(2);
    }

    @Test void explainsItselfWhenNothingIsAsked() {
        var console = Console.run();

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.errors()).isEqualTo(Console.run("--help").output());
    }

    @Test void groupsTheCommandsWithTheStagesInTheirOrder() {
        var help = Console.run("--help").output().lines().toList();

        var words = List.of("run", "security", "coverage", "image", "load", "staging", "production", "notify");
        var deliver = help.indexOf("Deliver:");
        assertThat(help.subList(deliver + 1, deliver + 1 + words.size())).extracting(row -> row.strip().split(" ")[0]).isEqualTo(words);
        assertThat(help).contains("Live releases:", "Reports and records:");
    }

    @Test void leavesNoCommandOutOfTheHelp() {
        var shown = Console.run("--help").output();

        var commands = Main.commandLine().getSubcommands();
        commands.forEach((word, line) -> assertThat(shown.lines().anyMatch(row -> row.startsWith("  " + word + " "))).as(word)
                .isEqualTo(!line.getCommandSpec().usageMessage().hidden()));
    }
}
