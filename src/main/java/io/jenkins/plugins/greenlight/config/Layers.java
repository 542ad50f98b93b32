package io.jenkins.plugins.greenlight.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The documents that make a configuration, the lowest first: the file, the environment chosen from its {@code environments},
 * what is laid over both.
 *
 * @param file   at least one: the file with what lies under it
 * @param choice empty when no environment is chosen
 * @param over   above the environment; may be empty
 */
public record Layers(List<Layer> file, Optional<Choice> choice, List<Layer> over) {
    /**
     * An environment that somebody asks for.
     *
     * @param by what it is asked for with, for messages: {@code --environment}
     */
    public record Choice(String name, String by) { }

    public Layers {
        file = List.copyOf(file);
        over = List.copyOf(over);
    }

    List<Layer> all() {
        return Stream.concat(file.stream(), over.stream()).toList();
    }

    /** Their names in messages, the lowest first. */
    List<String> sources() {
        return all().stream().map(Layer::source).toList();
    }
}
