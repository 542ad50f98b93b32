package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.config.Demand.Kind;
import io.jenkins.plugins.greenlight.registry.ImageName;
import io.jenkins.plugins.greenlight.registry.RegistryConfig;
import io.jenkins.plugins.greenlight.signing.SigningConfig;
import io.jenkins.plugins.greenlight.stage.image.ImageConfig;
import io.jenkins.plugins.greenlight.stage.image.build.Dockerfile;
import io.jenkins.plugins.greenlight.stage.image.buildx.BuildxBuild;
import io.jenkins.plugins.greenlight.stage.image.docker.DockerBuild;
import io.jenkins.plugins.greenlight.stage.image.jib.JibBuild;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** By which keys {@code image} reaches out of its workspace. What a Dockerfile itself fetches is nobody's to see here. */
final class ImageDemands {
    private static final String IMAGE = "image";
    private static final String DOCKER = "docker";
    private static final String BUILDX = "buildx";
    private static final String BUILD = "build";
    private static final String SCAN = "scan";
    private static final String SIGNING = "signing";
    private static final String REGISTRY = "registry";
    private static final String PASSWORD = "password";
    private static final String AGENT = "SSH_AUTH_SOCK";

    private final Demands demands;

    ImageDemands(Demands demands) {
        this.demands = demands;
    }

    void add(ImageConfig config) {
        if (config.build() instanceof JibBuild jib) {
            jib.base().ifPresent(base -> host(base, IMAGE, "base"));
        } else if (config.build() instanceof DockerBuild docker) {
            docker(docker);
        } else if (config.build() instanceof BuildxBuild buildx) {
            buildx(buildx);
        }
        config.scan().ifPresent(scan -> {
            demands.trivy(scan.trivy(), IMAGE, SCAN, "trivy");
            each(scan.suppressions(), (file, at) -> demands.outside(file, IMAGE, SCAN, "suppressions", at));
        });
        registry(config.registries());
        config.push().ifPresent(push -> host(push.repository(), IMAGE, "push", "repository"));
        config.signing().ifPresent(this::signing);
    }

    private void docker(DockerBuild docker) {
        demands.engine(docker.host(), IMAGE, DOCKER, "host");
        docker.tls().ifPresent(folder -> demands.folder(folder, IMAGE, DOCKER, "tls"));
        cacheFrom(docker.dockerfile());
    }

    private void buildx(BuildxBuild buildx) {
        demands.add(Kind.COMMAND, buildx.program().get(0), IMAGE, BUILDX, "program", "0");
        buildx.secrets().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .forEach(secret -> demands.secret(secret.getValue(), IMAGE, BUILDX, "secrets", secret.getKey()));
        each(buildx.ssh(), (ssh, at) -> demands.add(Kind.SECRET, ssh.contains("=") ? ssh.substring(ssh.indexOf('=') + 1) : AGENT,
                IMAGE, BUILDX, "ssh", at));
        each(buildx.cacheTo(), (cache, at) -> cache(cache, IMAGE, BUILDX, "cacheTo", at));
        cacheFrom(buildx.dockerfile());
    }

    private void cacheFrom(Dockerfile dockerfile) {
        each(dockerfile.cacheFrom(), (cache, at) -> cache(cache, IMAGE, BUILD, "cacheFrom", at));
    }

    /** An image, or buildx's words for a place. */
    private void cache(String cache, String... path) {
        if (!cache.contains("=")) {
            host(cache, path);
            return;
        }
        Arrays.stream(cache.split(",")).map(part -> part.split("=", 2)).filter(part -> part.length == 2).forEach(part -> {
            switch (part[0].strip()) {
                case "ref" -> host(part[1], path);
                case "src", "dest" -> demands.outside(part[1], path);
                case "url" -> demands.add(Kind.HOST, part[1].replaceFirst("^https?://", "").replaceFirst("/.*", ""), path);
                default -> { }
            }
        });
    }

    private void registry(RegistryConfig config) {
        config.login().ifPresent(login -> demands.secret(login.password(), IMAGE, REGISTRY, PASSWORD));
        config.dockerConfig().ifPresent(file -> demands.add(Kind.SECRET, file, IMAGE, REGISTRY, "dockerConfig"));
        config.caFile().ifPresent(file -> demands.outside(file, IMAGE, REGISTRY, "caFile"));
    }

    private void signing(SigningConfig config) {
        demands.add(Kind.COMMAND, config.program(), IMAGE, SIGNING, "program");
        config.key().ifPresent(key -> demands.add(Kind.SECRET, key, IMAGE, SIGNING, "key"));
        config.password().ifPresent(password -> demands.secret(password, IMAGE, SIGNING, PASSWORD));
        config.publicKey().ifPresent(key -> demands.outside(key, IMAGE, SIGNING, "publicKey"));
    }

    /** Of the registry that an image is in; Docker Hub for one that names none. */
    private void host(String image, String... path) {
        demands.add(Kind.HOST, ImageName.namedRegistry(image).orElse("docker.io"), path);
    }

    private interface Each {
        void with(String text, String at);
    }

    private static void each(List<String> all, Each each) {
        for (int at = 0; at < all.size(); at++) {
            each.with(all.get(at), Integer.toString(at));
        }
    }
}
