package io.jenkins.plugins.greenlight.oci;

import io.jenkins.plugins.greenlight.parse.Node;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The date that everything in an image gets but what its base image brought.
 *
 * @param date        in whole seconds
 * @param base        the diff ids of the base image's layers, the lowest first; empty for none
 * @param baseCreated when the base image was made, as its configuration says; empty when there is none or nobody knows
 */
public record ImageDate(Instant date, List<String> base, Optional<Instant> baseCreated) {
    /** What stands in a configuration that Docker writes and differs from one build to the next. */
    private static final Set<String> ACCIDENTAL = Set.of("container", "container_config", "docker_version", "parent", "id");

    public ImageDate {
        date = date.truncatedTo(ChronoUnit.SECONDS);
        base = List.copyOf(base);
        Objects.requireNonNull(baseCreated, "baseCreated");
    }

    int baseLayers(List<String> diffIds) {
        return diffIds.size() >= base.size() && diffIds.subList(0, base.size()).equals(base) ? base.size() : 0;
    }

    /** The configuration, for {@link io.jenkins.plugins.greenlight.parse.Json#write}.
     *  @param kept    how many layers are the base image's
     *  @param diffIds all layers' as they are now */
    Map<String, Object> config(Node root, int kept, List<String> diffIds) {
        var plain = new LinkedHashMap<String, Object>();
        root.fields().forEach((key, value) -> {
            if (!ACCIDENTAL.contains(key)) {
                plain.put(key, value.plain());
            }
        });
        plain.put("created", date.toString());
        root.find("config").ifPresent(own -> {
            var settings = new LinkedHashMap<>(plainMap(own));
            settings.remove("Image"); // the image of the step before, with a time in it
            plain.put("config", settings);
        });
        root.find("history").ifPresent(history -> plain.put("history", history(history.items(), kept)));
        var rootfs = new LinkedHashMap<String, Object>(Map.of("type", "layers"));
        rootfs.put("diff_ids", diffIds);
        plain.put("rootfs", rootfs);
        return plain;
    }

    private List<Object> history(List<Node> history, int kept) {
        int own = baseHistory(history, kept);
        var all = new ArrayList<Object>();
        for (int at = 0; at < history.size(); at++) {
            var entry = plainMap(history.get(at));
            if (at >= own && entry.containsKey("created")) {
                entry.put("created", date.toString());
            }
            all.add(entry);
        }
        return all;
    }

    /** How many entries are the base image's: all up to its last layer, and those without a layer up to when it was made. */
    private int baseHistory(List<Node> history, int kept) {
        int at = 0;
        for (int layers = 0; at < history.size() && layers < kept; at++) {
            layers += emptyLayer(history.get(at)) ? 0 : 1;
        }
        int base = kept == 0 ? 0 : at;
        for (; at < history.size() && emptyLayer(history.get(at)); at++) {
            base = baseCreated.isPresent() && created(history.get(at)).equals(baseCreated) ? at + 1 : base;
        }
        return base;
    }

    private static boolean emptyLayer(Node entry) {
        return entry.find("empty_layer").map(Node::flag).orElse(false);
    }

    private static Optional<Instant> created(Node entry) {
        try {
            return entry.find("created").map(Node::text).map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Map<String, Object> plainMap(Node node) {
        var map = new LinkedHashMap<String, Object>();
        node.fields().forEach((key, value) -> map.put(key, value.plain()));
        return map;
    }
}
