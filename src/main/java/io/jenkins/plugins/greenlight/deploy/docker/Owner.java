package io.jenkins.plugins.greenlight.deploy.docker;

import io.jenkins.plugins.greenlight.deploy.Runtime.Instance;
import io.jenkins.plugins.greenlight.deploy.Runtime.Spec;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Sha256;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import io.jenkins.plugins.greenlight.port.ReleaseId;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Whose containers these are, and what their labels say: by labels alone a container is found and explained.
 *
 * @param space tells two installations on one engine apart, e.g. where each keeps its state
 */
record Owner(String app, String environment, String space) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final String PREFIX = "greenlight.";

    Owner {
        checked("application", app);
        checked("environment", environment);
        space = Sha256.of(space).substring(0, 8);
    }

    static String checked(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("\"" + name + "\" is no name for an " + what + ". Expected 1 to 100 letters, digits, dots,"
                    + " dashes or underscores, the first a letter or digit.");
        }
        return name;
    }

    String container(String name) {
        return "greenlight-" + app + "-" + environment + "-" + checked("instance", name);
    }

    /** @param image the engine's id of it */
    Map<String, String> labels(Spec spec, String image) {
        var labels = new LinkedHashMap<String, String>();
        put(labels, Map.of("app", app, "environment", environment, "space", space, "name", spec.name(), "release", spec.release().value(),
                "digest", spec.digest().value(), "slot", spec.slot().word(), "role", "candidate", "config", spec.configHash()));
        put(labels, Map.of("epoch", Long.toString(spec.epoch()), "port", Integer.toString(spec.port()), "image", image,
                "spec", hash(spec)));
        return labels;
    }

    private static void put(Map<String, String> labels, Map<String, String> texts) {
        texts.forEach((key, text) -> labels.put(PREFIX + key, text));
    }

    /** Of all that a container is made with and that its other labels do not say. A secret's value is no part of it. */
    static String hash(Spec spec) {
        var secrets = new TreeMap<String, String>();
        spec.secrets().forEach((name, file) -> secrets.put(name, file.toString()));
        return Sha256.of(Json.write(List.of(new TreeMap<>(spec.environment()), new TreeMap<>(spec.files()), secrets)));
    }

    /** What the container says it is. */
    static String label(Map<String, String> labels, String key) {
        return labels.getOrDefault(PREFIX + key, "");
    }

    boolean owns(Map<String, String> labels) {
        return label(labels, "app").equals(app) && label(labels, "environment").equals(environment)
                && label(labels, "space").equals(space);
    }

    /** Whether it goes by one of our names or says it is ours, and yet nobody can tell what it is or whose. */
    boolean suspects(String container, Map<String, String> labels) {
        boolean labelled = labels.containsKey(PREFIX + "app");
        boolean named = container.startsWith("greenlight-" + app + "-" + environment + "-");
        return labelled ? label(labels, "app").equals(app) && label(labels, "environment").equals(environment)
                && label(labels, "space").isEmpty() : named;
    }

    /** Whether it was made as this asks. */
    static boolean same(Spec spec, Map<String, String> labels) {
        var asked = new HashMap<>(Map.of("name", spec.name(), "release", spec.release().value(), "digest", spec.digest().value(),
                "slot", spec.slot().word(), "config", spec.configHash(), "epoch", Long.toString(spec.epoch()),
                "port", Integer.toString(spec.port()), "spec", hash(spec)));
        return asked.entrySet().stream().allMatch(each -> label(labels, each.getKey()).equals(each.getValue()));
    }

    /** @param host where the port is asked
     *  @throws IOException when a label is missing or says nothing that can be */
    static Instance instance(String container, Map<String, String> labels, String host) throws IOException {
        try {
            var name = checked("instance", label(labels, "name"));
            return new Instance(name, new ReleaseId(label(labels, "release")), new ImageDigest(label(labels, "digest")),
                    Slot.of(label(labels, "slot")), Long.parseLong(label(labels, "epoch")),
                    address(host, Integer.parseInt(label(labels, "port"))));
        } catch (IllegalArgumentException e) {
            throw new IOException("Container " + container + " runs, but its labels do not explain it: " + e.getMessage()
                    + " Expected greenlight.name, .release, .digest, .slot, .epoch and .port, as every container has that was started"
                    + " here. Find out what it serves and stop it by hand.", e);
        }
    }

    static URI address(String host, int port) {
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    }
}
