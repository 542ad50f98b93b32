package io.jenkins.plugins.greenlight.port;

/** Something that takes a while and is over when this is closed; closing twice does nothing more. */
@FunctionalInterface
public interface Progress extends AutoCloseable {
    /** How far it is: a line of its own in a plain log, part of the line that is redrawn on a terminal. */
    void note(String line);

    @Override default void close() { }
}
