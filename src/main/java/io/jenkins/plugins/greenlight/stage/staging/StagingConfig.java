package io.jenkins.plugins.greenlight.stage.staging;

import io.jenkins.plugins.greenlight.deploy.DeploySettings;

/** {@code staging} in greenlight.yaml. */
public record StagingConfig(DeploySettings deploy) { }
