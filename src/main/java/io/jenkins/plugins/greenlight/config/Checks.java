package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.gate.Expectation;
import io.jenkins.plugins.greenlight.gate.Expectations;
import io.jenkins.plugins.greenlight.gate.GateMode;
import io.jenkins.plugins.greenlight.gate.MissingPolicy;
import io.jenkins.plugins.greenlight.gate.Vocabulary;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;

/** What every gate's section holds. */
final class Checks {
    private Checks() { }

    static Expectations checks(Section section, Vocabulary vocabulary) {
        return new Expectations(section.list("checks", node -> threshold(node, vocabulary)));
    }

    static MissingPolicy onMissing(Section section) {
        return section.value("onMissing", node -> Values.word(node, MissingPolicy.class));
    }

    static GateMode mode(Section section) {
        return section.value("mode", node -> Values.word(node, GateMode.class));
    }

    static Expectation threshold(Node node, Vocabulary vocabulary) {
        var expectation = parse(node);
        expectation.problem(vocabulary).ifPresent(problem -> {
            throw new ParseException(node.place(), Values.name(node) + ": " + problem);
        });
        return expectation;
    }

    private static Expectation parse(Node node) {
        try {
            return Expectation.parse(node.text());
        } catch (IllegalArgumentException e) {
            throw new ParseException(node.place(), Values.name(node) + ": " + e.getMessage());
        }
    }
}
