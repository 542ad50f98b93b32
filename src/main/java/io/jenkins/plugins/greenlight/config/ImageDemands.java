package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.config.Demand.Kind;
import io.jenkins.plugins.greenlight.registry.RegistryConfig;
import io.jenkins.plugins.greenlight.signing.SigningConfig;
import io.jenkins.plugins.greenlight.stage.image.ImageConfig;
import io.jenkins.plugins.greenlight.stage.image.build.Dockerfile;
import io.jenkins.plugins.greenlight.stage.image.buildx.BuildxBuild;
import io.jenkins.plugins.greenlight.stage.image.buildx.CacheOption;
import io.jenkins.plugins.greenlight.stage.image.docker.DockerBuild;
import io.jenkins.plugins.greenlight.stage.image.jib.JibBuild;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
    /** Types that reach no further than the image, the registry or the folder that stands beside them. */
    private static final Set<String> LOCAL_CACHES = Set.of("registry", "local", "inline");
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
        var host = docker.host();
        demands.add(Kind.HOST, host.startsWith("tcp://") ? host.substring("tcp://".length()) : host, IMAGE, DOCKER, "host");
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

    /** An image, or buildx's words for a place; of a service that no address names, its type. */
    private void cache(String cache, String... path) {
        var option = CacheOption.parse(cache);
        boolean named = LOCAL_CACHES.contains(option.type());
        for (var field : option.fields()) {
            var value = field.value();
            if (value.contains("://")) {
                demands.add(Kind.HOST, value.replaceFirst("^[^/]*://(?:[^/@]*@)?", "").replaceFirst("[/?#].*", ""), path);
                named = true;
            } else if (field.key().equals("ref")) {
                host(value, path);
            } else if (field.key().equals("src") || field.key().equals("dest")) {
                demands.outside(value, path);
            }
        }
        if (!named) {
            demands.add(Kind.HOST, option.type(), path);
        }
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
        config.publicKey().ifPresent(this::publicKey);
    }

    /** One of a service or in a variable is read with whatever lets cosign in there. */
    private void publicKey(String key) {
        if (key.contains("://")) {
            demands.add(Kind.SECRET, key, IMAGE, SIGNING, "publicKey");
        } else {
            demands.outside(key, IMAGE, SIGNING, "publicKey");
        }
    }

    /** Of the registry that an image is in; Docker Hub for one that names none. */
    private void host(String image, String... path) {
        var first = image.contains("/") ? image.substring(0, image.indexOf('/')) : "";
        boolean named = first.contains(".") || first.contains(":") || first.equals("localhost");
        demands.add(Kind.HOST, named ? first : "docker.io", path);
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
