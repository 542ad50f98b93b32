package io.jenkins.plugins.greenlight.stage.image.docker;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.registry.KnownPasswords.Password;
import io.jenkins.plugins.greenlight.stage.image.build.BuildOrder;
import io.jenkins.plugins.greenlight.stage.image.build.Dockerfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an engine is asked for, in the words of its API; what it must not be asked for is found here. */
final class BuildRequest {
    private static final String SOURCE_DATE = "SOURCE_DATE_EPOCH";

    private final Dockerfile build;
    private final BuildOrder order;
    private final Instructions instructions;

    BuildRequest(Dockerfile build, BuildOrder order, Instructions instructions) {
        this.build = build;
        this.order = order;
        this.instructions = instructions;
    }

    /** Before anything else is done. @throws IOException naming what this builder cannot do, or must not */
    static void check(Dockerfile build, BuildOrder order) throws IOException {
        if (order.platforms().size() > 1) {
            throw new IOException("builder: docker builds for one platform. image.platforms has " + order.platforms()
                    + ". Expected at most one. Use builder: jib for Java, or builder: buildx for a Dockerfile.");
        }
        var exposed = build.exposedSecret("Use builder: buildx, name the secret in image.buildx.secrets");
        if (exposed.isPresent()) {
            throw new IOException(exposed.get());
        }
    }

    /** @throws IOException naming the line that this kind of engine does not understand */
    void checkInstructions() throws IOException {
        for (var instruction : instructions.all()) {
            var newer = instruction.newer();
            if (newer.isPresent()) {
                throw new IOException(build.file() + ":" + instruction.line() + " has " + newer.get()
                        + ". Expected what the builder inside a Docker Engine understands; this takes BuildKit. Use"
                        + " builder: buildx, or write the line without it.");
            }
        }
    }

    /** Without the null or empty. @param cache images of earlier builds whose layers may be used beside the named ones */
    Map<String, String> query(String dockerfile, List<String> cache) {
        var query = new LinkedHashMap<>(Map.of("dockerfile", dockerfile, "rm", "1", "forcerm", "1"));
        var from = new ArrayList<>(build.cacheFrom());
        if (!from.isEmpty()) {
            from.addAll(cache); // with images named, an engine takes layers of no other
        }
        putJson(query, "buildargs", arguments());
        putJson(query, "labels", order.labels());
        if (!from.isEmpty()) {
            query.put("cachefrom", Json.write(from));
        }
        if (!build.target().isEmpty()) {
            query.put("target", build.target());
        }
        if (build.pull()) {
            query.put("pull", "1");
        }
        order.platforms().forEach(platform -> query.put("platform", platform.toString()));
        return query;
    }

    /** Those given, and the date where the Dockerfile asks for it. */
    Map<String, String> arguments() {
        var arguments = new TreeMap<>(build.args());
        boolean asked = instructions.all().stream().anyMatch(each -> each.word().equals("ARG")
                && each.rest().matches(SOURCE_DATE + "(=.*)?"));
        if (asked) {
            order.sourceDate().ifPresent(date -> arguments.putIfAbsent(SOURCE_DATE, Long.toString(date.getEpochSecond())));
        }
        return arguments;
    }

    private static void putJson(Map<String, String> query, String key, Map<String, String> values) {
        if (!values.isEmpty()) {
            query.put(key, Json.write(values));
        }
    }

    static Map<String, String> headers(Map<String, Password> logins) {
        var headers = new LinkedHashMap<>(Map.of("Content-Type", "application/x-tar"));
        if (!logins.isEmpty()) {
            var all = new TreeMap<String, Object>();
            logins.forEach((registry, login) -> all.put(registry, Map.of("username", login.user(), "password", login.password(),
                    "serveraddress", registry)));
            headers.put("X-Registry-Config", Base64.getUrlEncoder().encodeToString(Json.write(all)
                    .getBytes(StandardCharsets.UTF_8)));
        }
        return headers;
    }
}
