package io.jenkins.plugins.greenlight.oci;

import io.jenkins.plugins.greenlight.parse.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an image says about its start.
 *
 * @param argv             entrypoint and arguments; empty when it has neither
 * @param workingDirectory inside the image, {@code /} when it names none
 */
public record ImageSettings(List<String> argv, Map<String, String> environment, String workingDirectory,
                            Map<String, String> labels) {
    public ImageSettings {
        argv = List.copyOf(argv);
        environment = Map.copyOf(environment);
        labels = Map.copyOf(labels);
    }

    /** @param root an OCI image configuration */
    static ImageSettings read(Node root) {
        var argv = new ArrayList<String>();
        var environment = new LinkedHashMap<String, String>();
        var labels = new LinkedHashMap<String, String>();
        var config = root.find("config");
        for (var key : List.of("Entrypoint", "Cmd")) {
            config.flatMap(c -> c.find(key)).ifPresent(list -> list.items().forEach(item -> argv.add(item.text())));
        }
        config.flatMap(c -> c.find("Env")).ifPresent(list -> list.items().forEach(item -> {
            var pair = item.text().split("=", 2);
            environment.put(pair[0], pair.length == 2 ? pair[1] : "");
        }));
        config.flatMap(c -> c.find("Labels")).ifPresent(map -> map.fields().forEach((k, v) -> labels.put(k, v.text())));
        var directory = config.flatMap(c -> c.find("WorkingDir")).map(Node::text).filter(text -> !text.isEmpty()).orElse("/");
        return new ImageSettings(argv, environment, directory, labels);
    }
}
