package io.jenkins.plugins.greenlight.stage.image.buildx;

import io.jenkins.plugins.greenlight.oci.Platform;
import io.jenkins.plugins.greenlight.stage.image.build.BuildOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The command line of buildx. No secret is ever on it. */
final class BuildxArguments {
    private final BuildxBuild build;

    BuildxArguments(BuildxBuild build) {
        this.build = build;
    }

    List<String> version() {
        return with("version");
    }

    /** Each builder instance as a JSON document in a line. */
    List<String> instances() {
        return with("ls", "--format", "json");
    }

    /**
     * @param file     the Dockerfile, from the root on
     * @param context  from the root on
     * @param metadata the file that says what was built
     * @param secrets  the files with them, by id
     */
    List<String> build(BuildOrder order, Path file, Path context, Path metadata, Map<String, Path> secrets) {
        var argv = new ArrayList<>(with("build", "--progress", "rawjson", "--provenance=false", "--sbom=false"));
        build.builder().ifPresent(name -> add(argv, "--builder", name));
        if (!order.platforms().isEmpty()) {
            add(argv, "--platform", String.join(",", order.platforms().stream().map(Platform::toString).toList()));
        }
        add(argv, "--file", file.toString());
        if (!build.dockerfile().target().isEmpty()) {
            add(argv, "--target", build.dockerfile().target());
        }
        new TreeMap<>(build.dockerfile().args()).forEach((name, value) -> add(argv, "--build-arg", name + "=" + value));
        order.labels().forEach((name, value) -> add(argv, "--label", name + "=" + value));
        new TreeMap<>(secrets).forEach((id, at) -> add(argv, "--secret", "id=" + id + "," + field("src", at)));
        build.ssh().forEach(each -> add(argv, "--ssh", each));
        build.dockerfile().cacheFrom().forEach(each -> add(argv, "--cache-from", each));
        build.cacheTo().forEach(each -> add(argv, "--cache-to", each));
        if (build.dockerfile().pull()) {
            argv.add("--pull");
        }
        add(argv, "--output", output(order));
        add(argv, "--metadata-file", metadata.toString());
        argv.add(context.toString());
        return argv;
    }

    /** Layers of base images that are packed with zstd are packed anew: nothing else reads those here. Those with gzip stay as they are. */
    private static String output(BuildOrder order) {
        return "type=oci," + field("dest", order.archive()) + ",compression=gzip,force-compression=true"
                + (order.sourceDate().isPresent() ? ",rewrite-timestamp=true" : "");
    }

    /** A field of a line of comma-separated values, as buildx reads it. */
    private static String field(String key, Path value) {
        var text = key + "=" + value;
        return text.matches("[^,\"\\r\\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }

    private static void add(List<String> argv, String option, String value) {
        argv.add(option);
        argv.add(value);
    }

    private List<String> with(String... more) {
        var argv = new ArrayList<>(build.program());
        argv.addAll(List.of(more));
        return argv;
    }
}
