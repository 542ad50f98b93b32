package io.jenkins.plugins.greenlight.finding;

import java.util.Objects;

/**
 * What an image is made of below its programs, as a scanner tells it.
 *
 * @param family e.g. {@code debian}
 * @param name   its version, e.g. {@code 12.5}; empty when not given
 * @param ended  whether its makers give it no more updates
 */
public record OperatingSystem(String family, String name, boolean ended) {
    public OperatingSystem {
        Objects.requireNonNull(family, "family");
        Objects.requireNonNull(name, "name");
    }

    @Override public String toString() {
        return name.isEmpty() ? family : family + " " + name;
    }
}
