package io.jenkins.plugins.greenlight.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private static final String CANARY = "hunter2-canary";

    @ParameterizedTest
    @ValueSource(strings = {"DB_PASSWORD", "db_passwd", "API_TOKEN", "CLIENT_SECRET", "STRIPE_KEY", "AWS_CREDENTIALS", "Authorization", "PWD_DB",
            "SLACK_WEBHOOK_URL", "SESSION_COOKIE", "secrets", "secretsFolder", "KEY_PASSPHRASE"})
    void areHiddenByTheNameTheyGoBy(String name) {
        assertThat(Secrets.hidden(List.of("production", "environment", name), CANARY)).isEqualTo("***");
        assertThat(Secrets.hidden(List.of("image", "labels", name), CANARY)).isEqualTo("***");
    }

    @Test void areNotWhatAGateCounts() {
        assertThat(Secrets.hidden(List.of("security", "checks"), "secrets == 0")).isEqualTo("secrets == 0");
        assertThat(Secrets.hidden(List.of("security", "checks"), "secret == hunter2-canary")).isEqualTo("secret == ***");
        assertThat(Secrets.hidden(List.of("image", "environment", "A"), "secrets == 0")).isEqualTo("secrets == ***");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "postgres://shop:hunter2-canary@db/shop | postgres://shop:***@db/shop",
        "jdbc: x postgres://shop:a/b@hunter2-canary@db | jdbc: x postgres://shop:***@db",
        "a://u:hunter2-canary@h b://v:hunter2-canary@i c://w@j d://k:1 | a://u:***@h b://v:***@i c://w@j d://k:1",
        "amqp://:hunter2-canary@mq | amqp://:***@mq",
        "redis://u:123456@cache:6379/0 | redis://u:***@cache:6379/0",
        "https://hunter2-canary@github.com/x | https://***@github.com/x",
        "jdbc:postgresql://db/x?user=a&password=hunter2-canary&ssl=true | jdbc:postgresql://db/x?user=a&password=***&ssl=true",
        "{\"user\": \"a\", \"password\": \"hunter2-canary\"} | {\"user\": \"a\", \"password\": \"***\"}",
        "--api-key=hunter2-canary | --api-key=***",
        "Authorization: Bearer hunter2-canary | Authorization: Bearer ***",
        "http://host:8080/a?mail=b@c | http://host:8080/a?mail=b@c",
        "postgresql://greenlight@db.example.org/greenlight | postgresql://greenlight@db.example.org/greenlight",
        "postgres://shop:${DB}@db | postgres://shop:${DB}@db",
        "postgres://shop:${DB:-hunter2-canary}@db | postgres://shop:***@db",
        "password=${DB:-hunter2-canary} | password=***}",
        "password=${DB} | password=${DB}",
        "https://${TOKEN}@github.com/x | https://${TOKEN}@github.com/x",
        "Authorization: Bearer ${TOKEN} | Authorization: Bearer ${TOKEN}",
        "C.UTF-8 | C.UTF-8"})
    void areHiddenByTheirLook(String text, String shown) {
        assertThat(Secrets.hidden(List.of("production", "environment", "URL"), text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"${DB_PASSWORD}", "${env:DB_PASSWORD}", "${file:/run/secrets/db-password}", "${A}${B}"})
    void areShownAsTheReferenceTheyAre(String reference) {
        assertThat(Secrets.hidden(List.of("production", "environment", "DB_PASSWORD"), reference)).isEqualTo(reference);
    }

    @ParameterizedTest
    @ValueSource(strings = {"${DB_PASSWORD:-hunter2-canary}", "${A}hunter2-canary", "${hunter2 canary}"})
    void areHiddenBesideAReference(String text) {
        assertThat(Secrets.hidden(List.of("production", "environment", "DB_PASSWORD"), text)).isEqualTo("***");
    }

    @ParameterizedTest
    @ValueSource(strings = {"://:", "token", "https://a", "password=", "${A}", "token: ", "://a:b", "***", "://u:p@h ", "://u:@", "@"})
    @Timeout(60) void takeNoTimeToFindInALongText(String piece) {
        var text = piece.repeat(1_000_000 / piece.length());

        assertThat(Secrets.hidden(List.of("notification", "a"), text)).isNotEmpty();
        assertThat(Secrets.hidden(List.of("production", "environment", "URL"), text)).isNotEmpty();
    }

    @Test void areNotWhatOnlySoundsLikeThem() {
        assertThat(Secrets.hidden(List.of("production", "secrets", "DB_PASSWORD"), "db-password@7")).isEqualTo("db-password@7");
        assertThat(Secrets.hidden(List.of("production", "secretsFolder"), "/etc/secrets")).isEqualTo("/etc/secrets");
        assertThat(Secrets.hidden(List.of("image", "files", "target/keys.txt"), "app/keys.txt")).isEqualTo("app/keys.txt");
        assertThat(Secrets.hidden(List.of("staging", "environment", "API_TOKEN"), "")).isEmpty();
    }

    @Test void areWhatFollowsAnAddressThatPeopleAreToldBy() {
        assertThat(Secrets.hidden(List.of("notification", "slack", "url"), "https://hooks.example.org/services/hunter2-canary"))
                .isEqualTo("https://hooks.example.org/***");
        assertThat(Secrets.hidden(List.of("notification", "outbox"), "target/told")).isEqualTo("target/told");
    }

    @Test void appearNowhereInWhatIsPrinted() throws Exception {
        var effective = ConfigReader.effective(new Layers(List.of(Layer.of("""
                version: 1
                app: shop
                image:
                  name: shop
                  files: {a: b}
                  entrypoint: [run, --password, hunter2-canary, --token=hunter2-canary, "postgres://u:hunter2-canary@db"]
                  environment: {DB_PASSWORD: hunter2-canary}
                  labels: {deploy.key: hunter2-canary}
                loadTest:
                  rate: 200/s
                  duration: 10s
                  requests: [{method: POST, path: /login, body: '{"password": "hunter2-canary"}'}]
                  environment: {API_TOKEN: hunter2-canary}
                  checks: ["p95 < 200 ms"]
                """, "f")), Optional.empty(), List.of()));

        assertThat(effective.yaml()).doesNotContain(CANARY).contains("DB_PASSWORD: \"***\"", ", hidden");
        assertThat(effective.json()).doesNotContain(CANARY).contains("\"hidden\" : true");
        assertThat(ConfigReader.read(effective.yaml(), "f").app()).isEqualTo("shop");
    }
}
