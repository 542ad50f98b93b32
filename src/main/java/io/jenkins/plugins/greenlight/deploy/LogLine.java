package io.jenkins.plugins.greenlight.deploy;

/** A line that a release wrote, made fit for a terminal and a page: a process may write anything. */
public final class LogLine {
    private static final int WIDTH = 2_000;

    private LogLine() { }

    /** Without colours and control characters, at most 2000 characters. */
    public static String plain(String line) {
        var text = line.replaceAll("\u001b\\[[0-9;?]*[ -/]*[@-~]", "").replace('\t', ' ').replaceAll("[\\p{Cc}\\p{Cf}]", "");
        return text.length() > WIDTH ? text.substring(0, WIDTH) + "…" : text;
    }
}
