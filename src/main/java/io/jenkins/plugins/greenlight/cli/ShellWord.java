package io.jenkins.plugins.greenlight.cli;

/** A word of a command that a person is to run: what a shell would take apart stands in quotes. */
final class ShellWord {
    private ShellWord() { }

    static String of(String word) {
        return word.matches("[A-Za-z0-9_./:@%+=,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
