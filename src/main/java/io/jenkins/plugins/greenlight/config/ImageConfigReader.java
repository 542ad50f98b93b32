package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.finding.scanner.TrivyScan;
import io.jenkins.plugins.greenlight.finding.suppression.SuppressionLimits;
import io.jenkins.plugins.greenlight.oci.Platform;
import io.jenkins.plugins.greenlight.parse.Credential;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.stage.image.ImageConfig;
import io.jenkins.plugins.greenlight.stage.image.PushConfig;
import io.jenkins.plugins.greenlight.stage.image.build.Build;
import io.jenkins.plugins.greenlight.stage.image.build.Dockerfile;
import io.jenkins.plugins.greenlight.stage.image.buildx.BuildxBuild;
import io.jenkins.plugins.greenlight.stage.image.docker.DockerBuild;
import io.jenkins.plugins.greenlight.stage.image.jib.JibBuild;
import io.jenkins.plugins.greenlight.stage.image.scan.ScanConfig;
import java.util.LinkedHashMap;
import java.util.List;

/** Reads {@code image}: how it is built, and what may be in it. */
final class ImageConfigReader {
    private static final String TIMEOUT = "timeout";
    private static final String PLATFORMS = "platforms";
    private static final String VERSION = "version";

    private ImageConfigReader() { }

    static ImageConfig read(Section section) {
        var config = new ImageConfig(
                section.required("name", "", Node::text),
                build(section),
                section.list(PLATFORMS, node -> Platform.of(node.text())).stream().distinct().toList(),
                section.texts("labels"),
                section.optional(VERSION, Node::text),
                section.optional("source", Node::text),
                section.value("archive", Node::text),
                section.value("minimumFree", Quantities::amount),
                section.section("scan", ImageConfigReader::scan),
                section.part("registry", DistributionReader::registry),
                section.section("push", DistributionReader::push),
                section.section("signing", DistributionReader::signing));
        whole(config, section);
        return config;
    }

    private static Build build(Section section) {
        return switch (section.value("builder", Node::text)) {
            case "docker" -> section.part("docker", docker -> docker(docker, dockerfile(section)));
            case "buildx" -> section.part("buildx", buildx -> buildx(buildx, dockerfile(section)));
            default -> new JibBuild(section.optional("base", Node::text), section.list("javaModules", Node::text), section.texts("files"),
                    section.list("entrypoint", Node::text), section.texts("environment"));
        };
    }

    private static Dockerfile dockerfile(Section section) {
        return section.part("build", build -> new Dockerfile(build.value("dockerfile", Node::text), build.value("context", Node::text),
                build.texts("args"), build.optional("target", Node::text).orElse(""), build.list("cacheFrom", Node::text),
                build.value("pull", Node::flag)));
    }

    private static DockerBuild docker(Section section, Dockerfile dockerfile) {
        var docker = new DockerBuild(dockerfile, section.value("host", Node::text), section.optional("tls", Node::text),
                section.value("keepCache", Node::flag));
        if (docker.tls().isPresent() && docker.host().startsWith("unix:")) {
            section.note("tls", "host", "is given beside " + docker.host()
                    + ", which is no network. Expected host: tcp://HOST:PORT beside it.");
        }
        return docker;
    }

    private static BuildxBuild buildx(Section section, Dockerfile dockerfile) {
        var secrets = new LinkedHashMap<String, Credential>();
        section.texts("secrets", (id, node) -> Credentials.reference(node).toString())
                .forEach((id, reference) -> Credential.parse(reference).ifPresent(secret -> secrets.put(id, secret)));
        return new BuildxBuild(dockerfile, section.value("program", list -> list.items().stream().map(Node::text).toList()),
                section.optional("builder", Node::text), secrets, section.list("ssh", Node::text), section.list("cacheTo", Node::text),
                section.value(TIMEOUT, Quantities::duration));
    }

    private static ScanConfig scan(Section section) {
        return new ScanConfig(section.part("trivy", ImageConfigReader::trivy), section.list("suppressions", Node::text),
                Checks.checks(section, ScanConfig.MEASURES), Checks.onMissing(section), Checks.mode(section), SuppressionLimits.NONE);
    }

    /** What is scanned is known when it is built. */
    private static TrivyScan trivy(Section section) {
        return new TrivyScan(section.value("program", Node::text), TrivyScan.Kind.IMAGE, ".", ScannersReader.looks(section),
                List.of(), true,
                section.optional("cacheFolder", Node::text),
                section.optional("databaseRepository", Node::text),
                section.optional("minimumVersion", Node::text),
                section.optional("maximumDatabaseAge", Quantities::age),
                section.optional("sha256", Node::text),
                section.value(TIMEOUT, Quantities::duration));
    }

    private static void whole(ImageConfig config, Section section) {
        if (config.build() instanceof DockerBuild && config.platforms().size() > 1) {
            section.note(PLATFORMS, "builder", "names " + config.platforms().size() + " platforms, and builder docker builds for one."
                    + " Expected one, or builder: buildx.");
        }
        if (config.signing().isPresent() && config.push().isEmpty()) {
            section.note("signing", "push", "says how a pushed image is signed, and nothing is pushed. Expected push: with a repository"
                    + " beside it.");
        }
        boolean versioned = config.push().stream().flatMap(push -> push.tags().stream()).anyMatch(tag -> tag.contains(PushConfig.VERSION));
        if (versioned && config.version().isEmpty()) {
            section.note("push", VERSION, "has the tag {version}, and there is none. Expected image.version beside it.");
        }
    }
}
