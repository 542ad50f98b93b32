package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.local.LocalCommands;
import io.jenkins.plugins.greenlight.port.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionTest {
    @TempDir Path folder;

    /** As bash asks it when Tab is pressed behind these words. */
    private List<String> completions(String words) throws Exception {
        var script = Files.writeString(folder.resolve("greenlight.bash"), Console.run("completion", "bash").output());
        var typed = words.split(" ", -1);
        var asks = """
                source %s
                function=$(complete -p greenlight | sed 's/.*-F \\([^ ]*\\).*/\\1/')
                COMP_WORDS=(%s) COMP_CWORD=%d COMP_LINE='%s' COMP_POINT=%d
                COMP_WORDS[COMP_CWORD]='%s'
                $function
                printf '%%s\\n' "${COMPREPLY[@]}"
                """.formatted(script, words, typed.length - 1, words, words.length(), typed[typed.length - 1]);
        var result = new LocalCommands().run(new Command(List.of("bash", "--norc", "-c", asks), folder, Map.of(), Duration.ofMinutes(1)));
        assertThat(result.exitCode()).as(result.output()).isZero();
        return result.output().lines().map(String::strip).toList();
    }

    @ParameterizedTest
    @CsvSource({"greenlight sta, staging, status", "greenlight prod, production, production", "greenlight run --only co, coverage, coverage",
        "greenlight run --from st, staging, staging", "greenlight run --un, --until, --until", "greenlight audit ver, verify, verify",
        "greenlight report --format ma, markdown, markdown",
        "greenlight run --log-format js, json, json"})
    void completesCommandsOptionsAndStagesInBash(String words, String one, String other) throws Exception {
        assertThat(completions(words)).as(words).contains(one, other)
                .doesNotContain("rollback");
    }

    @Test void offersNoCommandThatIsNotForPeople() throws Exception {
        assertThat(completions("greenlight ")).contains("run", "report").doesNotContain("embedded-router");
    }

    @Test void wakesWhatZshNeedsToReadIt() {
        assertThat(Console.run("completion", "zsh").output()).startsWith("autoload -U +X compinit && compinit\n")
                .endsWith(Console.run("completion", "bash").output());
    }
}
