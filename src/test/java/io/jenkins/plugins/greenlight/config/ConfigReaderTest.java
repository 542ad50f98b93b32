package io.jenkins.plugins.greenlight.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.deploy.DeploySettings;
import io.jenkins.plugins.greenlight.deploy.DockerSite;
import io.jenkins.plugins.greenlight.deploy.HaproxySite;
import io.jenkins.plugins.greenlight.deploy.Migration;
import io.jenkins.plugins.greenlight.deploy.ReleaseConfig;
import io.jenkins.plugins.greenlight.deploy.RouterSite;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.gate.GateMode;
import io.jenkins.plugins.greenlight.gate.MissingPolicy;
import io.jenkins.plugins.greenlight.stage.coverage.CoverageConfig;
import io.jenkins.plugins.greenlight.stage.image.jib.JibBuild;
import io.jenkins.plugins.greenlight.stage.loadtest.LoadConfig;
import io.jenkins.plugins.greenlight.stage.notify.NotifyConfig;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigReaderTest {
    @Test void readsTheAnnotatedExample() throws Exception {
        var config = ConfigReader.read(resource("greenlight.example.yaml"), "greenlight.yaml");

        assertThat(config.app()).isEqualTo("shop");
        assertThat(config.security().orElseThrow().sources()).containsExactly("src/**", "pom.xml");
        assertThat(config.coverage().orElseThrow().checks().all()).hasSize(5);
        assertThat(((JibBuild) config.image().orElseThrow().build()).files()).containsEntry("target/shop.jar", "app/shop.jar");
        assertThat(config.image().orElseThrow().archive()).isEqualTo("target/greenlight/image.tar");
        assertThat(config.loadTest().orElseThrow().requests().get(1))
                .isEqualTo(new LoadConfig.Request("POST", "/orders", "{\"product\": 1}"));
        assertThat(config.staging().orElseThrow().deploy().site().slots()).containsEntry(Slot.BLUE, 18181);
        assertThat(config.production().orElseThrow().deploy().config().environment()).containsEntry("SHOP_CURRENCY", "EUR");
        assertThat(config.notification()).contains(new NotifyConfig(true, Optional.of("target/greenlight/outbox")));
    }

    @Test void leavesAStageUnconfiguredWhoseSectionIsMissing() throws Exception {
        var config = ConfigReader.read("version: 1\napp: shop\n", "f");

        assertThat(config).isEqualTo(new GreenlightConfig("shop", Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test void fillsInTheDefaultsOfADeployment() throws Exception {
        var config = ConfigReader.read("""
                version: 1
                app: shop
                production:
                  slots: {blue: 1, green: 65535}
                  router: {port: 3, admin: 4}
                  state: /var/lib/greenlight
                  watch: {checks: ["errors < 2%"]}
                """, "f");

        var deploy = config.production().orElseThrow().deploy();
        assertThat(deploy.site().target()).isEqualTo("process");
        assertThat(deploy.site().slots()).isEqualTo(Map.of(Slot.BLUE, 1, Slot.GREEN, 65535));
        assertThat(deploy.site().router()).isEqualTo(new RouterSite(3, 4));
        assertThat(deploy.health()).isEqualTo(
                new DeploySettings.Health("/health", 3, Duration.ofMillis(200), Duration.ofSeconds(30)));
        assertThat(deploy.watch().duration()).isEqualTo(Duration.ofSeconds(10));
        assertThat(deploy.watch().interval()).isEqualTo(Duration.ofMillis(250));
        assertThat(deploy.watch().minSamples()).isEqualTo(50);
        assertThat(deploy.smoke()).isEmpty();
        assertThat(deploy.config().environment()).isEmpty();
        assertThat(deploy.releaseHeader()).isEqualTo("X-Greenlight-Release");
        assertThat(deploy.drainTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(deploy.grace()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test void readsWhoElseIsAskedDuringAWatch() throws Exception {
        var config = ConfigReader.read("""
                version: 1
                app: shop
                production:
                  slots: {blue: 1, green: 2}
                  router: {port: 3, admin: 4}
                  state: /s
                  watch:
                    onUnknown: back
                    prometheus:
                      url: http://127.0.0.1:9090
                      queries:
                        queue: sum(queue_length{slot="${slot}"})
                        latency: {query: 'max(l{release="${release}"})', newest: max(timestamp(l)), unit: s}
                    checks: ["errors < 1%", "p95 < 250 ms", "latency < 300 ms", "queue < 10"]
                """, "f");

        var watch = config.production().orElseThrow().deploy().watch();
        assertThat(watch.onUnknown()).isEqualTo(DeploySettings.OnUnknown.BACK);
        assertThat(watch.metrics()).contains(new DeploySettings.Metrics(URI.create("http://127.0.0.1:9090"), Duration.ofMinutes(1), List.of(
                new DeploySettings.Query("queue", "sum(queue_length{slot=\"${slot}\"})", "", ""),
                new DeploySettings.Query("latency", "max(l{release=\"${release}\"})", "max(timestamp(l))", "s"))));
        assertThat(watch.checks().all()).hasSize(4);
    }

    @Test void readsWhatRunsInDockerBehindHaproxy() throws Exception {
        var config = ConfigReader.read("""
                version: 1
                app: shop
                production:
                  target: docker
                  docker: {memory: 512 MiB, user: "1000"}
                  slots: {blue: 1, green: 2}
                  router: {haproxy: {socket: /run/h.sock, map: /etc/h.map, port: 80}}
                  state: postgresql://greenlight@db/shop
                  secretsFolder: /etc/greenlight/secrets
                  secrets: {DB_PASSWORD: db-password@7}
                  files: {/etc/shop/shop.conf: config/production.conf}
                  health: {body: up, headers: {X-Status: good}}
                  watch: {checks: ["errors < 2%"]}
                """, "f");

        var deploy = config.production().orElseThrow().deploy();
        assertThat(deploy.site().docker()).contains(new DockerSite("unix:///var/run/docker.sock", 8080, "127.0.0.1", 512L << 20, "", "1000"));
        assertThat(deploy.site().router()).isEqualTo(RouterSite.of(new HaproxySite("/run/h.sock", "/etc/h.map", 80, true)));
        assertThat(deploy.site().embedded()).isFalse();
        assertThat(deploy.site().folder()).isEmpty();
        assertThat(deploy.config()).isEqualTo(new ReleaseConfig(Map.of(), Map.of("/etc/shop/shop.conf", "config/production.conf"),
                Map.of("DB_PASSWORD", "db-password@7")));
        assertThat(deploy.health().body()).isEqualTo("up");
        assertThat(deploy.health().headers()).isEqualTo(Map.of("X-Status", "good"));
    }

    @Test void runsContainersAsUsualWhenNothingElseIsSaid() throws Exception {
        var config = ConfigReader.read(Configs.PROCESS + "  target: docker\n", "f");

        assertThat(config.staging().orElseThrow().deploy().site().docker()).contains(DockerSite.USUAL);
    }

    @Test void readsAMigration() throws Exception {
        var config = ConfigReader.read("""
                version: 1
                app: shop
                staging:
                  slots: {blue: 1, green: 2}
                  router: {port: 3, admin: 4}
                  state: /var/lib/greenlight
                  secretsFolder: /s
                  watch: {checks: ["errors < 2%"]}
                  migration:
                    level: "2026-11-28-1"
                    expand: [sh, db/step.sh]
                    status: [/opt/status]
                    timeout: 2m
                    environment: {PGHOST: db}
                    secrets: {OWNER: owner@3}
                """, "f");

        assertThat(config.staging().orElseThrow().deploy().migration()).contains(new Migration("2026-11-28-1",
                Map.of(Migration.Step.EXPAND, List.of("sh", "db/step.sh"), Migration.Step.STATUS, List.of("/opt/status")),
                new ReleaseConfig(Map.of("PGHOST", "db"), Map.of(), Map.of("OWNER", "owner@3")), Duration.ofMinutes(2), "", 3));
    }

    @Test void fillsInTheDefaultsOfAGateAndALoadTest() throws Exception {
        var config = ConfigReader.read("""
                version: 1
                app: shop
                coverage: {reports: [a.xml], checks: ["line >= 80%"], onMissing: warn, mode: observe}
                security: {reports: [a.json], checks: ["critical == 0"]}
                loadTest:
                  {url: "http://127.0.0.1:80", rate: 30/min, duration: 2m, warmup: 0s, requests: [GET /], checks: ["errors < 1%"]}
                notification: {}
                """, "f");

        var coverage = config.coverage().orElseThrow();
        var load = config.loadTest().orElseThrow();
        assertThat(coverage).isEqualTo(new CoverageConfig(List.of("a.xml"), List.of("src/**"), coverage.checks(),
                MissingPolicy.WARN, GateMode.OBSERVE));
        assertThat(config.security().orElseThrow().mode()).isEqualTo(GateMode.ENFORCE);
        assertThat(config.security().orElseThrow().onMissing()).isEqualTo(MissingPolicy.BLOCK);
        assertThat(load.url()).contains(URI.create("http://127.0.0.1:80"));
        assertThat(load.perSecond()).isEqualTo(0.5);
        assertThat(load.duration()).isEqualTo(Duration.ofMinutes(2));
        assertThat(load.warmup()).isZero();
        assertThat(load.timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(load.connections()).isEqualTo(64);
        assertThat(load.healthPath()).isEqualTo("/health");
        assertThat(load.releaseHeader()).isEqualTo("X-Greenlight-Release");
        assertThat(config.notification()).contains(new NotifyConfig(true, Optional.empty()));
    }

    static String resource(String name) throws Exception {
        try (var stream = ConfigReader.class.getResourceAsStream("/io/jenkins/plugins/greenlight/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
