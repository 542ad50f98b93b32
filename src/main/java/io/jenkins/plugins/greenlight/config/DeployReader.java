package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.deploy.DeploySettings;
import io.jenkins.plugins.greenlight.deploy.DeploySite;
import io.jenkins.plugins.greenlight.deploy.ReleaseConfig;
import io.jenkins.plugins.greenlight.deploy.RouterSite;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.parse.PostgresUrl;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code staging} and {@code production}: one reader for both, since no port may be used twice on this host. */
final class DeployReader {
    static final String RELEASE_HEADER = "X-Greenlight-Release";
    private final SiteReader sites = new SiteReader();

    DeploySettings read(Section section) {
        var site = sites.read(section);
        var health = section.part("health", DeployReader::health);
        var smoke = section.list("smoke", List.of(), Values::requestLine);
        var watch = section.requiredPart("watch", "{checks: [\"errors < 2%\"]}", WatchReader::read);
        var releaseHeader = section.optional("releaseHeader", RELEASE_HEADER, Values::header);
        var drain = section.optional("drainTimeout", Duration.ofSeconds(30), Quantities::duration);
        var grace = section.optional("grace", Duration.ofSeconds(10), Quantities::duration);
        return new DeploySettings(site, health, smoke, watch, config(section, site), releaseHeader, drain, grace,
                section.section("migration", part -> MigrationReader.read(part, site)));
    }

    private static ReleaseConfig config(Section section, DeploySite site) {
        var files = section.texts("files", Values::fileInside);
        var secrets = section.texts("secrets", Values::secret);
        if (!files.isEmpty() && site.target().equals(DeploySite.PROCESS)) {
            section.note("files", "needs a target with a file system of its own, and target: process has none. Expected target: docker,"
                    + " or the files in the image.");
        }
        if (!secrets.isEmpty() && site.secrets().isEmpty()) {
            section.note("secrets", "names secrets, and nobody says where they are. Expected secretsFolder beside it, for example"
                    + " secretsFolder: /etc/greenlight/secrets");
        }
        return new ReleaseConfig(section.texts("environment", Values::ownVariable), files, secrets);
    }

    private static DeploySettings.Health health(Section section) {
        var health = new DeploySettings.Health(
                section.optional("path", "/health", Values::httpPath),
                section.optional("consecutive", 3, node -> Quantities.whole(node, 1, 100)),
                section.optional("interval", Duration.ofMillis(200), Quantities::duration),
                section.optional("deadline", Duration.ofSeconds(30), Quantities::duration),
                section.optional("body", "", Values::text),
                section.texts("headers", Values::headerValue));
        if (health.interval().compareTo(health.deadline()) > 0) {
            section.note("interval", "deadline", "is longer than the deadline. Expected several looks before it.");
        }
        return health;
    }
}
