package io.jenkins.plugins.greenlight.stage.image;

import io.jenkins.plugins.greenlight.finding.suppression.SuppressionLimits;
import io.jenkins.plugins.greenlight.oci.Platform;
import io.jenkins.plugins.greenlight.registry.RegistryConfig;
import io.jenkins.plugins.greenlight.signing.SigningConfig;
import io.jenkins.plugins.greenlight.stage.image.build.Build;
import io.jenkins.plugins.greenlight.stage.image.jib.JibBuild;
import io.jenkins.plugins.greenlight.stage.image.scan.ScanConfig;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code image} in greenlight.yaml.
 *
 * @param name             repository part of the image's name, e.g. {@code shop}
 * @param build            how it is built
 * @param platforms        that it is for; none: the builder's own
 * @param labels           set on the image
 * @param version          for the image's label and for tags; empty for none
 * @param source           the address of the source code, for the image's label; empty for the workspace's own remote
 * @param archive          where the OCI archive is written, in the workspace
 * @param minimumFreeBytes that each disk must have which the build writes to
 * @param scan             empty: the image is neither scanned nor held to anything
 * @param registries       how registries are spoken to
 * @param push             empty: it stays on this machine
 * @param signing          empty: nothing is signed
 */
public record ImageConfig(String name, Build build, List<Platform> platforms, Map<String, String> labels, Optional<String> version,
                          Optional<String> source, String archive, long minimumFreeBytes, Optional<ScanConfig> scan,
                          RegistryConfig registries, Optional<PushConfig> push, Optional<SigningConfig> signing) {
    public ImageConfig {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(build, "build");
        platforms = List.copyOf(platforms);
        labels = Map.copyOf(labels);
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(archive, "archive");
        Objects.requireNonNull(scan, "scan");
        Objects.requireNonNull(registries, "registries");
        Objects.requireNonNull(push, "push");
        Objects.requireNonNull(signing, "signing");
    }

    /** With no more suppressed than a platform lets be. */
    public ImageConfig under(SuppressionLimits platform) {
        return new ImageConfig(name, build, platforms, labels, version, source, archive, minimumFreeBytes,
                scan.map(own -> own.under(platform)), registries, push, signing);
    }

    /** What is built and looked at stays on this machine, and registries are told of nobody. */
    public ImageConfig keepingNothing() {
        var nobody = new RegistryConfig(Optional.empty(), Optional.empty(), registries.insecure(), registries.caFile(), registries.attempts(),
                registries.timeout());
        return new ImageConfig(name, build.keepingNothing(), platforms, labels, version, source, archive, minimumFreeBytes, scan, nobody,
                Optional.empty(), Optional.empty());
    }

    /** Files on nothing, for this machine, which stay here. */
    public static ImageConfig ofFiles(String name, List<String> javaModules, Map<String, String> files, List<String> entrypoint,
                                      Map<String, String> environment, Map<String, String> labels, String archive) {
        return new ImageConfig(name, new JibBuild(Optional.empty(), javaModules, files, entrypoint, environment), List.of(), labels,
                Optional.empty(), Optional.empty(), archive, 0, Optional.empty(), RegistryConfig.USUAL, Optional.empty(), Optional.empty());
    }
}
