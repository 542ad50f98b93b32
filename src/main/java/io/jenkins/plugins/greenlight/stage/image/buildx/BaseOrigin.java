package io.jenkins.plugins.greenlight.stage.image.buildx;

import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The image that another one was built on: from the last step down, what each step was made on top of.
 *
 * @param name   as FROM has it, without a digest
 * @param layers how many it has
 */
record BaseOrigin(String name, int layers) {
    private static final String IMAGE = "docker-image://";
    private static final String HUB = "docker.io/";
    private static final String LIBRARY = "library/";

    /** @param provenance in the form of SLSA 0.2 with its build's definition; empty when it has none, or there is no such image */
    static Optional<BaseOrigin> find(Node provenance) {
        try {
            return new Descent(provenance).base();
        } catch (ParseException e) {
            return Optional.empty(); // of another form: nobody says what the base is
        }
    }

    /** {@code docker.io/library/debian:12@sha256:…} is what people write as {@code debian:12}. */
    private static String shortened(String reference) {
        int digest = reference.indexOf('@');
        var name = digest < 0 ? reference : reference.substring(0, digest);
        name = name.startsWith(HUB) ? name.substring(HUB.length()) : name;
        return name.startsWith(LIBRARY) ? name.substring(LIBRARY.length()) : name;
    }

    private static final class Descent {
        private final Node provenance;
        private final Map<String, Node> steps = new HashMap<>();
        private final List<Node> all;

        Descent(Node provenance) {
            this.provenance = provenance;
            this.all = provenance.find("buildConfig").flatMap(config -> config.find("llbDefinition")).map(Node::items)
                    .orElse(List.of());
            all.forEach(step -> steps.put(step.get("id").text(), step));
        }

        /** The last step is none itself: it names the one whose result is the image. */
        Optional<BaseOrigin> base() {
            var at = all.isEmpty() ? Optional.<String>empty() : input(all.get(all.size() - 1), 0);
            for (int depth = 0; at.isPresent() && depth < all.size(); depth++) {
                var step = steps.get(at.get().split(":", 2)[0]);
                var operation = step == null ? Optional.<Node>empty() : step.get("op").find("Op");
                var image = operation.flatMap(op -> op.find("source")).map(source -> source.get("identifier").text());
                if (image.isPresent()) {
                    var result = at.get();
                    return image.filter(name -> name.startsWith(IMAGE))
                            .map(name -> new BaseOrigin(shortened(name.substring(IMAGE.length())), layers(result)));
                }
                at = operation.flatMap(op -> below(step, op));
            }
            return Optional.empty();
        }

        /** Empty for a step that begins with nothing. */
        private static Optional<String> below(Node step, Node operation) {
            return operation.find("exec").flatMap(exec -> mounted(step, exec.get("mounts").items()))
                    .or(() -> operation.find("file").flatMap(file -> file(step, file.get("actions").items())))
                    .or(() -> operation.find("merge").flatMap(merge -> merge.get("inputs").items().stream().findFirst())
                            .flatMap(lowest -> input(step, number(lowest, "input"))));
        }

        private static Optional<String> mounted(Node step, List<Node> mounts) {
            return mounts.stream().filter(mount -> mount.get("dest").text().equals("/")).findFirst()
                    .flatMap(root -> input(step, number(root, "input")));
        }

        /** Actions on files follow one another: beyond the step's own inputs the numbers are those of actions before. */
        private static Optional<String> file(Node step, List<Node> actions) {
            int own = step.find("inputs").map(inputs -> inputs.items().size()).orElse(0);
            int at = actions.stream().filter(action -> number(action, "output") == 0).findFirst()
                    .map(action -> number(action, "input")).orElse(-1);
            for (int turns = 0; at >= own && at - own < actions.size() && turns < actions.size(); turns++) {
                at = number(actions.get(at - own), "input");
            }
            return input(step, at);
        }

        private static Optional<String> input(Node step, int at) {
            var inputs = step.find("inputs").map(Node::items).orElse(List.of());
            return at >= 0 && at < inputs.size() ? Optional.of(inputs.get(at).text()) : Optional.empty();
        }

        /** Zero is left out. */
        private static int number(Node node, String key) {
            return node.find(key).map(value -> (int) value.integer()).orElse(0);
        }

        /** None when they are not told. */
        private int layers(String result) {
            return provenance.find("metadata").flatMap(metadata -> metadata.find("https://mobyproject.org/buildkit@v1#metadata"))
                    .flatMap(metadata -> metadata.find("layers")).flatMap(layers -> layers.find(result))
                    .filter(chains -> !chains.items().isEmpty()).map(chains -> chains.items().get(0).items().size()).orElse(0);
        }
    }
}
