package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.finding.suppression.SuppressionLimits;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a platform lets no repository go below. A repository may ask more of itself and never less.
 *
 * @param source        its file, for messages; empty for no policy at all
 * @param floors        by gate: {@code coverage}, {@code production.watch}
 * @param required      sections that must be configured, by their names in greenlight.yaml
 * @param allowSeparate whether a deployment may be asked for without the required stages before it, as a pipeline does
 *                      that runs one stage at a time
 * @param allowed       by kind; a kind that is left out is not restricted
 * @param suppressions  what findings may be suppressed, and for how long
 * @param config        whose configuration an untrusted run has; empty for the workspace's
 */
public record Policy(String source, Map<String, Floor> floors, Set<String> required, boolean allowSeparate,
                     Map<Demand.Kind, Allowed> allowed, SuppressionLimits suppressions, Optional<Path> config) {
    /** Restricts nothing. */
    public static final Policy NONE = new Policy("", Map.of(), Set.of(), true, Map.of(), SuppressionLimits.NONE,
            Optional.empty());

    public Policy {
        floors = Collections.unmodifiableMap(new LinkedHashMap<>(floors));
        required = Collections.unmodifiableSet(new LinkedHashSet<>(required));
        var copied = new EnumMap<Demand.Kind, Allowed>(Demand.Kind.class);
        copied.putAll(allowed);
        allowed = Collections.unmodifiableMap(copied);
    }

    /** For what judges no release: only what a configuration reaches for is looked at. */
    public Policy withoutGates() {
        return new Policy(source, Map.of(), Set.of(), true, allowed, suppressions, config);
    }

    /** Sections of the configuration that are given a secret. */
    public static Set<String> sectionsWithSecrets(GreenlightConfig config) {
        var sections = new LinkedHashSet<String>();
        Demands.of(config).stream().filter(demand -> demand.kind() == Demand.Kind.SECRET).map(Demand::section).forEach(sections::add);
        return sections;
    }
}
