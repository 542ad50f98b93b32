package io.jenkins.plugins.greenlight.stage.production;

import io.jenkins.plugins.greenlight.deploy.DeploySettings;

/** {@code production} in greenlight.yaml. */
public record ProductionConfig(DeploySettings deploy) { }
