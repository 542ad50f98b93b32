package io.jenkins.plugins.greenlight.canary;

import io.jenkins.plugins.greenlight.parse.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Every credential that an engine can be given, a canary in each: one line for one credential. */
public final class Credentials {
    /** How it is given: a variable of the engine, a file of its user, a file of the secrets folder, a value of the configuration. */
    public enum Way { VARIABLE, HOME, SECRET, CONFIGURED }

    /** A place that no path matches. */
    private static final String NOWHERE = "(?!)";
    /** A release may write what it wants into its own log; this one writes all that it knows. */
    private static final String RELEASES_OWN_LOG = "/runtime/instances/(blue|green)-[0-9]+\\.log$";

    /**
     * @param where  name of the variable, path of the file, key in the configuration
     * @param text   what stands there, the secret within
     * @param places pattern of the files in which it may be found beside its own
     */
    public record Credential(Canary canary, Way way, String where, String text, Pattern places) { }

    private final List<Credential> table = new ArrayList<>(List.of(
            variable("AWS_SECRET_ACCESS_KEY", secret -> secret),
            variable("GITHUB_TOKEN", secret -> secret),
            variable("DOCKER_PASSWORD", secret -> secret),
            variable("DOCKER_AUTH_CONFIG", secret -> "{\"auths\":{\"registry.example\":{\"auth\":\"" + basic("me", secret) + "\"}}}"),
            variable("PGPASSWORD", secret -> secret),
            variable("DATABASE_URL", secret -> "postgresql://me:" + secret + "@127.0.0.1/shop"),
            variable("SLACK_WEBHOOK", secret -> "http://127.0.0.1:9/services/" + secret),
            variable("HOOK_TOKEN", secret -> secret),
            variable("SMTP_PASSWORD", secret -> secret),
            file(".docker/config.json", secret -> "{\"auths\":{\"registry.example\":{\"auth\":\"" + basic("me", secret) + "\"}}}"),
            file(".pgpass", secret -> "127.0.0.1:*:*:me:" + secret.replace("\\", "\\\\").replace(":", "\\:")),
            file(".netrc", secret -> "machine registry.example login me password " + secret),
            secret("DB_PASSWORD", RELEASES_OWN_LOG),
            secret("OWNER_PASSWORD", NOWHERE),
            configured("production.watch.prometheus.url", secret -> "http://me:" + secret + "@127.0.0.1:9090"),
            configured("production.state", secret -> "postgresql://me:" + secret + "@127.0.0.1/shop"),
            configured("production.docker.host", secret -> "tcp://me:" + secret + "@127.0.0.1:2375"),
            configured("production.secrets.API_TOKEN", secret -> secret),
            configured("loadTest.url", secret -> "https://127.0.0.1/?token=" + secret),
            configured("production.migration.secrets.MIGRATION_TOKEN", secret -> secret),
            configured("notification.token", secret -> secret),
            configured("notification.slack.url", secret -> "https://hooks.slack.com/services/" + secret),
            configured("notification.webhook.token", secret -> secret)));

    private static Credential variable(String name, UnaryOperator<String> text) {
        return credential("the variable " + name, Way.VARIABLE, name, text, NOWHERE);
    }

    private static Credential file(String path, UnaryOperator<String> text) {
        return credential("the file ~/" + path, Way.HOME, path, text, NOWHERE);
    }

    /** In version 1, of a secret called as the variable, small and with dashes. */
    private static Credential secret(String variable, String places) {
        return credential("the secret " + variable, Way.SECRET, variable, secret -> secret + "\n", places);
    }

    /** By mistake: it is refused, and its value is not repeated. */
    private static Credential configured(String key, UnaryOperator<String> text) {
        return credential("the configured " + key, Way.CONFIGURED, key, text, "/with\\.json$");
    }

    private static Credential credential(String name, Way way, String where, UnaryOperator<String> text, String places) {
        var canary = Canary.of(name);
        return new Credential(canary, way, where, text.apply(canary.value()), Pattern.compile(places));
    }

    private static String basic(String user, String password) {
        return Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    public Detector detector() {
        return new Detector(table.stream().map(Credential::canary).toList());
    }

    /** Writes those that are files, and nothing else. */
    public void lay(Path home, Path secrets) throws IOException {
        for (var each : table) {
            if (each.way == Way.HOME) {
                write(home.resolve(each.where), each.text);
            } else if (each.way == Way.SECRET) {
                write(secrets.resolve(secretName(each.where)).resolve("1"), each.text);
            }
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String secretName(String variable) {
        return variable.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@code SECRET@VERSION} of what {@link #lay} wrote. */
    public static String reference(String variable) {
        return secretName(variable) + "@1";
    }

    public Map<String, String> variables() {
        var variables = new HashMap<String, String>();
        table.stream().filter(each -> each.way == Way.VARIABLE).forEach(each -> variables.put(each.where, each.text));
        return variables;
    }

    /** Where in the configuration secrets stand by mistake. */
    public List<String> keys() {
        return table.stream().filter(each -> each.way == Way.CONFIGURED).map(Credential::where).toList();
    }

    /** A document with a secret in each place that is none for it. */
    public String misconfiguration() {
        var document = new TreeMap<String, Object>();
        table.stream().filter(each -> each.way == Way.CONFIGURED).forEach(each -> put(document, each.where.split("\\."), 0, each.text));
        return Json.writePretty(document);
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> map, String[] path, int at, String text) {
        if (at == path.length - 1) {
            map.put(path[at], text);
        } else {
            put((Map<String, Object>) map.computeIfAbsent(path[at], none -> new LinkedHashMap<String, Object>()), path, at + 1, text);
        }
    }

    /** The text of one, for a service that is to know it. */
    public String value(String where) {
        return table.stream().filter(each -> each.where.equals(where)).findFirst().orElseThrow().canary.value();
    }

    /** Whether it was found where it may be. */
    public boolean allows(Detector.Hit hit) {
        var credential = table.stream().filter(each -> each.canary.credential().equals(hit.credential())).findFirst().orElseThrow();
        return credential.places.matcher(hit.place()).find();
    }
}
