package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.deploy.DeploySite;
import io.jenkins.plugins.greenlight.finding.suppression.SuppressionLimits;
import io.jenkins.plugins.greenlight.stage.coverage.CoverageConfig;
import io.jenkins.plugins.greenlight.stage.image.ImageConfig;
import io.jenkins.plugins.greenlight.stage.loadtest.LoadConfig;
import io.jenkins.plugins.greenlight.stage.notify.NotifyConfig;
import io.jenkins.plugins.greenlight.stage.production.ProductionConfig;
import io.jenkins.plugins.greenlight.stage.security.SecurityConfig;
import io.jenkins.plugins.greenlight.stage.staging.StagingConfig;
import java.util.Optional;

/**
 * A whole greenlight.yaml. A stage whose section the file leaves out is not configured: its component is empty.
 *
 * @param app 1 to 41 small letters, digits and dashes, a letter first
 */
public record GreenlightConfig(String app, Optional<SecurityConfig> security, Optional<CoverageConfig> coverage,
                               Optional<ImageConfig> image, Optional<LoadConfig> loadTest, Optional<StagingConfig> staging,
                               Optional<ProductionConfig> production, Optional<NotifyConfig> notification) {
    /** The same, with no more suppressed than a platform lets be. */
    GreenlightConfig under(SuppressionLimits platform) {
        return new GreenlightConfig(app, security.map(section -> section.under(platform)), coverage,
                image.map(section -> section.under(platform)), loadTest, staging, production,
                notification);
    }

    /** The same, for a run whose results are no measure for later ones: it leaves every baseline as it is. */
    public GreenlightConfig keepingNothing() {
        return new GreenlightConfig(app, security.map(SecurityConfig::keepingNothing),
                coverage.map(CoverageConfig::keepingNothing), image.map(ImageConfig::keepingNothing),
                loadTest, staging, production, notification);
    }

    /** Where users are served: production's, else staging's. */
    public Optional<DeploySite> site() {
        return production.map(section -> section.deploy().site()).or(() -> staging.map(section -> section.deploy().site()));
    }
}
