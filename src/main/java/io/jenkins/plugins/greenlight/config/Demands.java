package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.config.Demand.Kind;
import io.jenkins.plugins.greenlight.deploy.DeploySettings;
import io.jenkins.plugins.greenlight.deploy.DeploySite;
import io.jenkins.plugins.greenlight.deploy.DockerSite;
import io.jenkins.plugins.greenlight.deploy.HaproxySite;
import io.jenkins.plugins.greenlight.deploy.Migration;
import io.jenkins.plugins.greenlight.deploy.ReleaseConfig;
import io.jenkins.plugins.greenlight.finding.scanner.Scanners;
import io.jenkins.plugins.greenlight.finding.scanner.TrivyScan;
import io.jenkins.plugins.greenlight.parse.Credential;
import io.jenkins.plugins.greenlight.parse.PostgresUrl;
import io.jenkins.plugins.greenlight.stage.notify.NotifyConfig;
import io.jenkins.plugins.greenlight.stage.security.SecurityConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The one place that knows every key by which a configuration reaches out of its workspace. A new such key is added here. */
final class Demands {
    private static final String LOOPBACK = "127.0.0.1";
    private static final String SECRETS = "secrets";
    private static final String SECURITY = "security";
    private static final String PROGRAM = "program";
    private static final String WEBHOOK = "webhook";
    private static final String EMAIL = "email";
    private static final Pattern VARIABLES = Pattern.compile("\\$\\{([^}]*)}");
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final List<Demand> all = new ArrayList<>();

    private Demands() { }

    /** In the order of the sections. */
    static List<Demand> of(GreenlightConfig config) {
        var demands = new Demands();
        config.security().ifPresent(demands::security);
        config.image().ifPresent(image -> new ImageDemands(demands).add(image));
        config.loadTest().flatMap(load -> load.url()).ifPresent(url -> demands.url(url, "loadTest", "url"));
        config.staging().ifPresent(staging -> demands.deploy(staging.deploy(), "staging"));
        config.production().ifPresent(production -> demands.deploy(production.deploy(), "production"));
        config.notification().ifPresent(demands::notification);
        return List.copyOf(demands.all);
    }

    private void security(SecurityConfig config) {
        for (int at = 0; at < config.suppressions().size(); at++) {
            outside(config.suppressions().get(at), SECURITY, "suppressions", Integer.toString(at));
        }
        config.baseline().ifPresent(baseline -> outside(baseline.file(), SECURITY, "baseline", "file"));
        config.kev().ifPresent(file -> outside(file, SECURITY, "kev"));
        scanners(config.scanners());
    }

    /** A plugin is a program too: SpotBugs runs what is in it. */
    private void scanners(Scanners scanners) {
        scanners.trivy().ifPresent(trivy -> trivy(trivy, SECURITY, "trivy"));
        scanners.spotbugs().ifPresent(spotbugs -> {
            add(Kind.COMMAND, spotbugs.program(), SECURITY, "spotbugs", PROGRAM);
            for (int at = 0; at < spotbugs.plugins().size(); at++) {
                add(Kind.COMMAND, spotbugs.plugins().get(at), SECURITY, "spotbugs", "plugins", Integer.toString(at));
            }
        });
        scanners.bandit().ifPresent(bandit -> add(Kind.COMMAND, bandit.program(), SECURITY, "bandit", PROGRAM));
        scanners.commands().forEach((name, command) -> {
            add(Kind.COMMAND, command.run().get(0), SECURITY, "commands", name, "run", "0");
            command.version().stream().limit(1).forEach(program -> add(Kind.COMMAND, program, SECURITY, "commands", name, "version", "0"));
        });
    }

    void trivy(TrivyScan trivy, String... path) {
        add(Kind.COMMAND, trivy.program(), longer(path, PROGRAM));
        trivy.cacheFolder().ifPresent(folder -> folder(folder, longer(path, "cacheFolder")));
        trivy.databaseRepository().ifPresent(from -> add(Kind.HOST, from.substring(0, from.indexOf('/')),
                longer(path, "databaseRepository")));
    }

    private void deploy(DeploySettings settings, String section) {
        site(settings.site(), section);
        settings.watch().metrics().ifPresent(metrics -> url(metrics.url(), section, "watch", "prometheus", "url"));
        secrets(settings.config(), section, SECRETS);
        settings.migration().ifPresent(migration -> {
            variables(settings.config().environment(), section, "environment");
            migration(migration, section);
        });
    }

    /** Where an address is a secret itself, only its name can be looked at before it is used. */
    private void notification(NotifyConfig config) {
        String section = "notification";
        config.reportUrl().ifPresent(link -> VARIABLES.matcher(link).results()
                .forEach(found -> add(Kind.SECRET, found.group(1), section, "reportUrl")));
        config.webhook().ifPresent(webhook -> {
            webhook.url().credential().ifPresentOrElse(secret -> secret(secret, section, WEBHOOK, "url"),
                    () -> url(URI.create(webhook.url().written()), section, WEBHOOK, "url"));
            webhook.token().ifPresent(token -> secret(token, section, WEBHOOK, "token"));
            webhook.headers().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(header -> header.getValue().credential()
                    .ifPresent(secret -> secret(secret, section, WEBHOOK, "headers", header.getKey())));
        });
        config.slack().ifPresent(slack -> secret(slack.url(), section, "slack", "url"));
        config.email().ifPresent(email -> {
            add(Kind.HOST, email.host() + ":" + email.port(), section, EMAIL, "host");
            email.login().ifPresent(login -> secret(login.password(), section, EMAIL, "password"));
            email.caFile().ifPresent(file -> outside(file, section, EMAIL, "caFile"));
        });
    }

    void secret(Credential secret, String... path) {
        add(Kind.SECRET, secret.variable().or(() -> secret.file().map(Path::toString)).orElseThrow(), path);
    }

    private void site(DeploySite site, String section) {
        if (PostgresUrl.isMeant(site.state())) {
            var database = PostgresUrl.parse(site.state());
            add(Kind.HOST, database.host() + ":" + database.port(), section, "state");
        } else {
            add(Kind.FOLDER, site.state(), section, "state");
        }
        folder(site.folder(), section, "folder");
        folder(site.secrets(), section, "secretsFolder");
        site.docker().ifPresent(docker -> docker(docker, section));
        site.router().haproxy().ifPresent(haproxy -> haproxy(haproxy, section));
    }

    /** A Docker Engine, by its socket or by host and port. */
    void engine(String host, String... path) {
        add(Kind.HOST, host.startsWith("tcp://") ? host.substring("tcp://".length()) : host, path);
    }

    private void docker(DockerSite docker, String section) {
        engine(docker.host(), section, "docker", "host");
        if (!docker.bind().equals(LOOPBACK)) {
            add(Kind.HOST, docker.bind(), section, "docker", "bind");
        }
    }

    private void haproxy(HaproxySite haproxy, String section) {
        add(Kind.HOST, "unix://" + haproxy.socket(), section, "router", "haproxy", "socket");
        folder(haproxy.map(), section, "router", "haproxy", "map");
    }

    private void migration(Migration migration, String section) {
        for (var step : Migration.Step.values()) {
            migration.program(step).ifPresent(argv -> add(Kind.COMMAND, argv.get(0), section, "migration", step.word(), "0"));
        }
        variables(migration.own().environment(), section, "migration", "environment");
        secrets(migration.own(), section, "migration", SECRETS);
        folder(migration.backupFolder(), section, "migration", "backupFolder");
    }

    private void variables(Map<String, String> environment, String... path) {
        environment.keySet().stream().sorted().forEach(name -> add(Kind.VARIABLE, name, longer(path, name)));
    }

    private void secrets(ReleaseConfig config, String... path) {
        config.secrets().forEach((variable, secret) -> add(Kind.SECRET, secret, longer(path, variable)));
    }

    void url(URI url, String... path) {
        int port = url.getPort() >= 0 ? url.getPort() : "https".equals(url.getScheme()) ? HTTPS : HTTP;
        add(Kind.HOST, url.getHost() + ":" + port, path);
    }

    /** A file: one in the workspace asks for nothing. */
    void outside(String file, String... path) {
        if (file.startsWith("/")) {
            folder(file, path);
        }
    }

    void folder(String folder, String... path) {
        if (!folder.isEmpty()) {
            add(Kind.FOLDER, folder, path);
        }
    }

    void add(Kind kind, String value, String... path) {
        all.add(new Demand(kind, List.of(path), value));
    }

    private static String[] longer(String[] path, String key) {
        var longer = new ArrayList<>(List.of(path));
        longer.add(key);
        return longer.toArray(String[]::new);
    }
}
