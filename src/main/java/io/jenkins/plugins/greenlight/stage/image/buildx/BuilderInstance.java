package io.jenkins.plugins.greenlight.stage.image.buildx;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.port.CommandResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A builder as {@code buildx ls --format json} tells of it.
 *
 * @param driver how it is run, such as {@code docker-container}; only one that is {@code remote} must be up already
 * @param alive  whether one of its nodes runs
 */
record BuilderInstance(String name, boolean current, String driver, boolean alive) {
    private static final String REMOTE = "remote";

    /** Empty when this buildx has no such list. */
    static Optional<List<BuilderInstance>> all(CommandResult said) {
        if (!said.succeeded()) {
            return Optional.empty();
        }
        try {
            var all = new ArrayList<BuilderInstance>();
            said.output().lines().filter(line -> !line.isBlank()).forEach(line -> all.add(of(Json.read(line, "buildx ls"))));
            return all.isEmpty() ? Optional.empty() : Optional.of(all);
        } catch (ParseException e) {
            return Optional.empty(); // the build itself tells
        }
    }

    private static BuilderInstance of(Node node) {
        var nodes = node.find("Nodes").filter(Node::isList).map(Node::items).orElse(List.of());
        boolean runs = nodes.stream().anyMatch(each -> each.find("Status").filter(status -> status.text().equals("running")).isPresent());
        return new BuilderInstance(node.get("Name").text(), node.find("Current").filter(Node::flag).isPresent(),
                node.find("Driver").map(Node::text).orElse(""), runs);
    }

    /** It must be started by somebody else, and is not. */
    boolean isGone() {
        return driver.equals(REMOTE) && !alive;
    }
}
