package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.config.Demand.Kind;
import io.jenkins.plugins.greenlight.finding.suppression.SuppressionLimits;
import io.jenkins.plugins.greenlight.gate.Suggestion;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a policy. */
public final class PolicyReader {
    private static final List<String> SECTIONS = List.of("security", "coverage", "image", "loadTest", "staging", "production",
            "notification");
    private static final Map<Kind, Pattern> FORMS = Map.of(
            Kind.COMMAND, Pattern.compile("/\\S.*|[^/\\s]+"),
            Kind.HOST, Pattern.compile("unix:///\\S+|(\\*\\.)?[A-Za-z0-9.-]+(:\\d{1,5})?|\\[[0-9a-fA-F:]+](:\\d{1,5})?|[0-9a-fA-F]*:[0-9a-fA-F:]+"),
            Kind.SECRET, Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]{0,63}(@[A-Za-z0-9][A-Za-z0-9._-]{0,63})?|/[!-~]{1,500}"),
            Kind.FOLDER, Pattern.compile("/.*"),
            Kind.VARIABLE, Pattern.compile("[A-Za-z_][A-Za-z0-9_]*"));

    private final List<ConfigProblem> problems = new ArrayList<>();
    private final String source;

    private PolicyReader(String source) {
        this.source = source;
    }

    /**
     * @param source named in messages, e.g. {@code /etc/greenlight/policy.yaml}; JSON when it ends in {@code .json}, else YAML
     * @throws ConfigException with everything that is wrong: a policy that is not understood allows nothing
     */
    public static Policy read(String text, String source) throws ConfigException {
        var reader = new PolicyReader(source);
        var policy = Optional.<Policy>empty();
        try {
            policy = Clause.read(Layer.of(text, source).root().get(), reader.problems::add, reader::policy);
        } catch (ParseException e) {
            reader.problems.add(new ConfigProblem(e.place(), e.problem()));
        }
        if (!reader.problems.isEmpty()) {
            throw new ConfigException(reader.problems);
        }
        return policy.orElseThrow();
    }

    private Policy policy(Clause clause) {
        clause.require("version", "version: 1");
        clause.value("version", PolicyReader::version);
        var floors = clause.part("floors", FloorReader::read).orElse(Map.of());
        var required = clause.list("required", PolicyReader::section).orElse(List.of());
        var separate = clause.flag("allowSeparate");
        var allowed = new EnumMap<Kind, Allowed>(Kind.class);
        for (var kind : Kind.values()) {
            clause.value(kind.key(), Node::place).ifPresent(place -> clause.list(kind.key(), node -> name(kind, node))
                    .ifPresent(names -> allowed.put(kind, new Allowed(names, place))));
        }
        var suppressions = clause.part("suppressions", SuppressionLimitsReader::read).orElse(SuppressionLimits.NONE);
        return new Policy(source, floors, new LinkedHashSet<>(required), separate, allowed, suppressions, clause.value("config", PolicyReader::file));
    }

    private static int version(Node node) {
        if (!node.isNumber() || node.number() != 1) {
            throw Values.wrong(node, "1, the only version there is");
        }
        return 1;
    }

    private static String section(Node node) {
        if (!node.isText() || !SECTIONS.contains(node.text())) {
            throw new ParseException(node.place(), Values.name(node) + " is " + node.kind() + "."
                    + (node.isText() ? Suggestion.sentence(node.text(), SECTIONS) : "") + " Expected one of "
                    + String.join(", ", SECTIONS) + ".");
        }
        return node.text();
    }

    private static String name(Kind kind, Node node) {
        if (!node.isText() || !FORMS.get(kind).matcher(node.text()).matches()) {
            throw Values.wrong(node, switch (kind) {
                case COMMAND -> "a program: a name to be found in PATH, such as psql, or a path from the root on";
                case HOST -> "a host such as db.example.org, db.example.org:5432, *.example.org or unix:///var/run/docker.sock";
                case SECRET -> "a secret such as db-password, one version of it, db-password@7, a variable such as SLACK_WEBHOOK or a file from the root on";
                case FOLDER -> "a folder of this host, from the root on";
                case VARIABLE -> "the name of a variable, such as PGHOST";
            });
        }
        return node.text();
    }

    private static Path file(Node node) {
        if (!node.isText() || !node.text().startsWith("/")) {
            throw Values.wrong(node, "a file of this host, from the root on");
        }
        return Path.of(node.text());
    }
}
