package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The configurations that documents, samples and resources show, by where they stand; and two that have every key. */
final class Configs {
    private static final Path CHECKOUT = Path.of("").toAbsolutePath();
    private static final Pattern YAML = Pattern.compile("(?ms)^```yaml\\n(version: 1$.*?)^```$");

    /** Every key beside those of the embedded router. */
    static final String DOCKER = """
            version: 1
            app: shop
            security:
              reports: [a.sarif]
              trivy: {program: /opt/trivy, scan: image, target: image.tar, scanners: [vuln, license], skip: [target], sbom: false,
                cacheFolder: /var/cache/trivy, databaseRepository: "mirror:5000/trivy-db", minimumVersion: "0.70.0", maximumDatabaseAge: 36h,
                sha256: "%s", timeout: 5m}
              spotbugs: {program: /opt/spotbugs.jar, classes: [target/classes], plugins: [/opt/sec.jar], auxClasspath: ["target/lib/*.jar"],
                excludeFilter: exclude.xml, effort: less, timeout: 5m}
              bandit: {program: /opt/bandit, paths: [tools], timeout: 1m}
              commands:
                semgrep: {run: [semgrep, scan], report: semgrep.sarif, exitCodes: [0, 1], version: [semgrep, --version], timeout: 1m}
              sources: ["src/**"]
              suppressions: [suppressions.yaml]
              baseline: {file: baseline.sarif, update: passed}
              kev: kev.txt
              checks: ["critical == 0"]
              onMissing: warn
              mode: observe
            coverage:
              {reports: [a.xml], sources: ["src/**"], checks: ["line >= 80%", "tests > 0", "changed.line >= 90%", "delta.line >= 0 pp"],
               onMissing: block, mode: enforce, exclude: ["gen/**"], tests: {reports: [t.xml]},
               changes: {base: origin/main, minimumLines: 5}, baseline: {file: b.json, update: passed},
               ratchet: {runs: 5, tolerance: 0.5 pp, measures: [line, branch], floor: {line: "80%"}},
               rules: [{paths: ["src/core/**"], exclude: ["**/*Config.java"], checks: ["line >= 95%"]}]}
            image:
              name: team/shop
              javaModules: [java.base]
              files: {target/shop.jar: app/shop.jar}
              entrypoint: [jre/bin/java, -jar, app/shop.jar]
              environment: {LANG: C.UTF-8}
              labels: {title: shop}
              builder: jib
              platforms: [linux/amd64]
              base: registry.example.com/java:17
              version: "1.2"
              source: https://git.example.com/shop
              archive: target/image.tar
              minimumFree: 1 GiB
              scan:
                trivy: {program: /opt/trivy, scanners: [vuln, license], cacheFolder: /var/cache/trivy, databaseRepository: "mirror:5000/trivy-db",
                  minimumVersion: "0.70.0", maximumDatabaseAge: 36h, sha256: "%s", timeout: 5m}
                suppressions: [suppressions.yaml]
                checks: ["critical == 0", "production.new.high == 0"]
                onMissing: warn
                mode: observe
              registry: {user: ci, password: "${REGISTRY}", dockerConfig: /root/.docker/config.json, insecure: ["127.0.0.1:5000"], caFile: ca.pem,
                attempts: 3, timeout: 30s}
              push: {repository: registry.example.com/team/shop, tags: ["{commit}", latest]}
              signing: {program: /opt/cosign, key: /etc/cosign.key, password: "${COSIGN}", publicKey: /etc/cosign.pub, annotations: {team: shop},
                transparencyLog: false, attest: false, verify: true, timeout: 2m}
            loadTest:
              url: http://127.0.0.1:8080
              rate: 200/s
              duration: 10s
              warmup: 0s
              timeout: 5s
              connections: 64
              requests: [GET /products, {method: POST, path: /orders, body: "{}"}]
              environment: {MODE: calm}
              healthPath: /health
              releaseHeader: X-Release
              checks: ["p95 < 200 ms", "errors < 1%"]
              onMissing: warn
              mode: observe
            production:
              target: docker
              docker: {host: "tcp://127.0.0.1:2375", port: 8080, bind: 127.0.0.1, memory: 512 MiB, network: shop, user: "1000"}
              slots: {blue: 18081, green: 18082}
              router: {haproxy: {socket: /run/h.sock, map: /etc/h.map, port: 18080, failover: false}}
              state: postgresql://greenlight@db/shop
              folder: /var/lib/greenlight
              secretsFolder: /etc/greenlight/secrets
              health: {path: /health, consecutive: 3, interval: 200ms, deadline: 30s, body: up, headers: {X-Status: good}}
              smoke: [GET /products]
              watch:
                duration: 10s
                interval: 250ms
                minSamples: 50
                onUnknown: back
                prometheus:
                  url: http://127.0.0.1:9090
                  maxAge: 1m
                  queries:
                    queue: sum(queue_length{slot="${slot}"})
                    latency: {query: 'max(l{release="${release}"})', newest: max(timestamp(l)), unit: s}
                checks: ["errors < 1%", "p95 < 250 ms", "latency < 300 ms", "queue < 10"]
              environment: {SHOP_CURRENCY: EUR}
              files: {/etc/shop/shop.conf: config/production.conf}
              secrets: {DB_PASSWORD: db-password@7}
              releaseHeader: X-Release
              drainTimeout: 30s
              grace: 10s
              migration:
                level: "2026-11-28-1"
                expand: [psql, -f, db/expand.sql]
                status: [sh, db/status.sh]
                contract: [psql, -f, db/contract.sql]
                revert: [psql, -f, db/revert.sql]
                backup: [sh, db/backup.sh]
                restore: [/bin/sh, db/restore.sh]
                timeout: 10m
                environment: {PGHOST: db}
                secrets: {PGPASSWORD: db-owner@3}
                backupFolder: /var/backups
                keepBackups: 3
            notification:
              console: true
              outbox: told
              reportUrl: "${BUILD_URL}greenlight/"
              timeout: 20s
              webhook: {url: "https://example.com/hook", token: "${TOKEN}", headers: {X-Team: shop}, on: [halted]}
              slack: {url: "${SLACK_WEBHOOK}", channel: "#deliveries", on: [halted]}
              email:
                host: smtp.example.com
                port: 587
                from: a@example.com
                to: [b@example.com]
                user: a
                password: "${PW}"
                starttls: required
                caFile: ca.pem
                on: [halted]
            """.replace("%s", "0f".repeat(32));

    /** As little as a deployment can do with, behind the embedded router. */
    static final String PROCESS = """
            version: 1
            app: shop
            staging:
              slots: {blue: 18081, green: 18082}
              router: {port: 18080, admin: 18079}
              state: /var/lib/greenlight
              watch: {checks: ["errors < 2%"]}
            """;

    /** A Dockerfile built by an engine, and one built by BuildKit and signed without a key. */
    static final String DOCKERFILE = """
            version: 1
            app: shop
            image:
              name: shop
              builder: docker
              build: {dockerfile: Dockerfile, context: app, target: release, args: {FLAVOUR: plain}, cacheFrom: ["shop:cache"], pull: true}
              docker: {host: "tcp://build.example.com:2376", tls: /etc/docker-tls, keepCache: false}
            """;
    static final String BUILDX = """
            version: 1
            app: shop
            image:
              name: shop
              builder: buildx
              platforms: [linux/amd64, linux/arm64]
              build: {}
              buildx: {program: [buildx], builder: ci, secrets: {token: "${TOKEN}"}, ssh: [default], cacheTo: [type=inline], timeout: 10m}
              push: {repository: "127.0.0.1:5000/shop"}
              signing: {identity: "https://ci.example.com/shop", issuer: "https://token.example.com"}
            """;

    private Configs() { }

    static Map<String, String> all() {
        var all = new LinkedHashMap<String, String>(Map.of("with Docker", DOCKER, "with processes", PROCESS,
                "a Dockerfile", DOCKERFILE, "with BuildKit", BUILDX,
                "the example", Schema.resource("greenlight.example.yaml"), "the demo", read(CHECKOUT.resolve("samples/shop/greenlight.yaml")),
                "our own", read(CHECKOUT.resolve("dev/greenlight.yaml"))));
        try (Stream<Path> here = Files.list(CHECKOUT); Stream<Path> docs = Files.list(CHECKOUT.resolve("docs"))) {
            Stream.concat(here, docs).filter(file -> file.toString().endsWith(".md") && showsConfigurations(file)).sorted().forEach(file ->
                    YAML.matcher(read(file)).results().forEach(found -> all.put(file.getFileName() + ":" + found.start(), found.group(1))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    /** Pages about other files have tests of their own. */
    static boolean showsConfigurations(Path page) {
        return !page.endsWith("policy.md") && !page.endsWith("suppressions.md");
    }

    static Node tree(String text) {
        return Yaml.read(text, "f");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
