package io.jenkins.plugins.greenlight.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Teaches a shell the words of this command line. */
@Command(mixinStandardHelpOptions = true, description = "Prints a script that completes greenlight's words in a shell.",
        footer = {"", "In .bashrc or .zshrc:", "  source <(greenlight completion bash)", "  source <(greenlight completion zsh)"})
final class CompletionCommand implements Callable<Integer> {
    enum Shell { BASH, ZSH }

    static final class Words extends LowerCase<Shell> {
        Words() {
            super(Shell.class);
        }
    }

    /** What makes zsh read a script for bash; without it zsh knows no {@code complete}. */
    private static final String ZSH = "autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n";

    @Spec private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "SHELL", completionCandidates = Words.class, description = "bash or zsh.")
    private Shell shell;

    @Override public Integer call() {
        var script = AutoComplete.bash("greenlight", spec.root().commandLine());
        Document.print(switch (shell) {
            case BASH -> script;
            case ZSH -> ZSH + script;
        });
        return 0;
    }
}
