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
    private static final int LONGEST = 200;

    private Checks() { }

    /** A gate without checks decides nothing, so there must be at least one. */
    static Expectations checks(Section section, String example, Vocabulary vocabulary) {
        String why = "checks: [\"" + example + "\"]; a gate without checks decides nothing.";
        return new Expectations(section.requiredList("checks", why, node -> threshold(node, vocabulary)));
    }

    static MissingPolicy onMissing(Section section) {
        return section.optional("onMissing", MissingPolicy.BLOCK, node -> Values.word(node, MissingPolicy.class));
    }

    static GateMode mode(Section section) {
        return section.optional("mode", GateMode.ENFORCE, node -> Values.word(node, GateMode.class));
    }

    private static Expectation threshold(Node node, Vocabulary vocabulary) {
        String text = Values.text(node);
        if (text.length() > LONGEST) {
            throw new ParseException(node.place(), Values.name(node) + " has " + text.length() + " characters."
                    + " Expected a threshold such as \"line >= 80%\", at most " + LONGEST + ".");
        }
        var expectation = parse(node, text);
        expectation.problem(vocabulary).ifPresent(problem -> {
            throw new ParseException(node.place(), Values.name(node) + ": " + problem);
        });
        return expectation;
    }

    private static Expectation parse(Node node, String text) {
        try {
            return Expectation.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ParseException(node.place(), Values.name(node) + ": " + e.getMessage());
        }
    }
}
