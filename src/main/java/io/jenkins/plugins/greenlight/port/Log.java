package io.jenkins.plugins.greenlight.port;

/** What a person watching reads, a line a call. */
public interface Log {
    void info(String line);

    void warn(String line);
}
