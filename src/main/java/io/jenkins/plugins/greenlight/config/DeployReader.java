package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.deploy.DeploySettings;
import io.jenkins.plugins.greenlight.deploy.DeploySite;
import io.jenkins.plugins.greenlight.deploy.ReleaseConfig;
import io.jenkins.plugins.greenlight.parse.Node;

/** {@code staging} and {@code production}: one reader for both, since no port may be used twice on this host. */
final class DeployReader {
    private final SiteReader sites = new SiteReader();

    DeploySettings read(Section section) {
        var site = sites.read(section);
        var health = section.part("health", DeployReader::health);
        var smoke = section.list("smoke", Node::text);
        var watch = section.part("watch", WatchReader::read);
        var releaseHeader = section.value("releaseHeader", Node::text);
        var drain = section.value("drainTimeout", Quantities::duration);
        var grace = section.value("grace", Quantities::duration);
        return new DeploySettings(site, health, smoke, watch, config(section, site), releaseHeader, drain, grace,
                section.section("migration", part -> MigrationReader.read(part, site)));
    }

    private static ReleaseConfig config(Section section, DeploySite site) {
        var files = section.texts("files");
        var secrets = section.texts("secrets");
        if (!secrets.isEmpty() && site.secrets().isEmpty()) {
            section.note("secrets", "names secrets, and nobody says where they are. Expected secretsFolder beside it, for example"
                    + " secretsFolder: /etc/greenlight/secrets");
        }
        return new ReleaseConfig(section.texts("environment"), files, secrets);
    }

    private static DeploySettings.Health health(Section section) {
        var health = new DeploySettings.Health(
                section.value("path", Node::text),
                section.value("consecutive", Quantities::whole),
                section.value("interval", Quantities::duration),
                section.value("deadline", Quantities::duration),
                section.optional("body", Node::text).orElse(""),
                section.texts("headers"));
        if (health.interval().compareTo(health.deadline()) > 0) {
            section.note("interval", "deadline", "is longer than the deadline. Expected at most "
                    + section.shown("deadline") + ".");
        }
        return health;
    }
}
