package io.jenkins.plugins.greenlight.stage.image;

import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.registry.ImageName;
import io.jenkins.plugins.greenlight.registry.KnownPasswords;
import io.jenkins.plugins.greenlight.registry.RegistryAccess;
import io.jenkins.plugins.greenlight.stage.image.build.ImageBuilder;
import io.jenkins.plugins.greenlight.stage.image.buildx.BuildxBuild;
import io.jenkins.plugins.greenlight.stage.image.buildx.BuildxBuilder;
import io.jenkins.plugins.greenlight.stage.image.docker.DockerBuild;
import io.jenkins.plugins.greenlight.stage.image.docker.DockerBuilder;
import io.jenkins.plugins.greenlight.stage.image.jib.JibBuild;
import io.jenkins.plugins.greenlight.stage.image.jib.JibBuilder;

/** The builder that a configuration asks for. @param access to the registries of what is built on */
record Builders(RegistryAccess access, Ports ports) {
    ImageBuilder of(ImageConfig config) {
        if (config.build() instanceof DockerBuild docker) {
            return new DockerBuilder(docker, () -> KnownPasswords.of(access, ports));
        }
        if (config.build() instanceof BuildxBuild buildx) {
            boolean own = config.registries().login().isPresent() || config.registries().dockerConfig().isPresent();
            return new BuildxBuilder(buildx, access, config.push().filter(push -> own).map(push -> ImageName.parse(push.repository())));
        }
        if (config.build() instanceof JibBuild jib) {
            return new JibBuilder(jib, access);
        }
        throw new IllegalStateException("No builder for " + config.build() + ".");
    }
}
