package io.jenkins.plugins.greenlight.cli;

/** The command line's way in. */
public final class Main {
    private Main() { }

    public static void main(String[] args) {
        throw new UnsupportedOperationException();
    }
}
