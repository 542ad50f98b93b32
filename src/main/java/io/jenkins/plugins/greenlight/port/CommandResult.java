package io.jenkins.plugins.greenlight.port;

/**
 * How a program ended.
 *
 * @param output standard output, UTF-8, the last 16 MiB
 * @param errors standard error, UTF-8, the last 16 MiB
 */
public record CommandResult(int exitCode, String output, String errors) {
    public boolean succeeded() {
        return exitCode == 0;
    }
}
