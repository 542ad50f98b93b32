package io.jenkins.plugins.greenlight.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.parse.Credential;
import io.jenkins.plugins.greenlight.parse.PlainOrSecret;
import io.jenkins.plugins.greenlight.stage.notify.EmailConfig;
import io.jenkins.plugins.greenlight.stage.notify.NotifyConfig;
import io.jenkins.plugins.greenlight.stage.notify.Occasions;
import io.jenkins.plugins.greenlight.stage.notify.SlackConfig;
import io.jenkins.plugins.greenlight.stage.notify.WebhookConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotifyReaderTest {
    private static NotifyConfig read(String notification) throws ConfigException {
        return ConfigReader.read("version: 1\napp: shop\nnotification: " + notification, "greenlight.yaml").notification().orElseThrow();
    }

    private static Credential secret(String reference) {
        return Credential.parse(reference).orElseThrow();
    }

    @Test void readsEveryChannel() throws Exception {
        var config = read("""

              reportUrl: "${BUILD_URL}greenlight/"
              timeout: 20s
              webhook: {url: "https://example.com/hook", token: "${TOKEN}", headers: {X-Team: blue, X-Api-Key: "${KEY}"}, on: [halted]}
              slack: {url: "${file:/run/secrets/slack}", channel: "#deliveries"}
              email: {host: smtp.example.com, from: a@example.com, to: [b@example.com], user: a, password: "${PW}", caFile: ca.pem}
            """);

        assertThat(config).isEqualTo(new NotifyConfig(true, Optional.empty(), Optional.of("${BUILD_URL}greenlight/"), Duration.ofSeconds(20),
                Optional.of(new WebhookConfig(PlainOrSecret.of("https://example.com/hook"), Optional.of(secret("${TOKEN}")),
                        Map.of("X-Team", PlainOrSecret.of("blue"), "X-Api-Key", PlainOrSecret.of("${KEY}")), Occasions.of(List.of("halted")))),
                Optional.of(new SlackConfig(secret("${file:/run/secrets/slack}"), Optional.of("#deliveries"), Occasions.ALL)),
                Optional.of(new EmailConfig("smtp.example.com", 587, "a@example.com", List.of("b@example.com"),
                        Optional.of(new EmailConfig.Login("a", secret("${PW}"))), true, Optional.of("ca.pem"), Occasions.ALL))));
    }

    @ParameterizedTest @CsvSource(delimiter = '|', value = {
        "{slack: {url: 'https://hooks.slack.com/services/T/B/S3CRET'}} | notification.slack.url is a text that is not repeated here | ${SLACK_WEBHOOK}",
        "{slack: 'https://hooks.slack.com/services/T/B/S3CRET'} | notification.slack is a text that is not repeated here | a mapping of keys",
        "'https://hooks.slack.com/services/T/B/S3CRET' | notification is a text that is not repeated here | a mapping of keys",
        "{webhook: {url: 'https://hooks.slack.com/services/T/B/S3CRET'}} | notification.webhook.url is a text | ${file:/run/secrets/slack-webhook}",
        "{webhook: {url: 'https://me:S3CRET@example.com/'}} | notification.webhook.url is a text | without user, query",
        "{webhook: {url: 'https://example.com/?token=S3CRET'}} | notification.webhook.url is a text | without user, query",
        "{webhook: {url: 'http://example.com/S3CRET'}} | notification.webhook.url is a text | http only for this host",
        "{webhook: {url: 'https://example.com/${S3CRET}'}} | notification.webhook.url is a text | a reference such as",
        "{webhook: {url: 'https://a/', token: S3CRET}} | notification.webhook.token is a text | the secret itself does not belong in this file",
        "{webhook: {url: 'https://a/', token: 53281}} | notification.webhook.token is a number | the secret itself does not belong in this file",
        "{webhook: {url: 'https://a/', headers: {X-Auth-Key: S3CRET}}} | notification.webhook.headers.X-Auth-Key is a text | a reference such as",
        "{webhook: {url: 'https://a/', headers: {X-Team: \"S3CRET\\r\\nX: y\"}}} | notification.webhook.headers.X-Team is a text | one line",
        "{webhook: {url: 'https://a/', headers: {Host: b}}} | notification.webhook.headers.Host is no header | X-Team",
        "{webhook: {url: 'https://a/', token: '${T}', headers: {authorization: '${A}'}}} | has an Authorization beside the token | one of the two",
        "{webhook: {token: '${T}'}} | notification.webhook has no \"url\" | https://example.com/hook",
        "{slack: {url: '${S}', on: [rolledback]}} | the text \"rolledback\". Did you mean \"rolled_back\"? | halted, rolled_back, error",
        "{slack: {url: '${S}', on: []}} | notification.slack.on is empty | [rolled_back, halted, gate_failed]",
        "{slack: {url: '${S}', channel: '<!here>'}} | notification.slack.channel | #deliveries",
        "{email: {host: smtp.example.com, from: a@b, to: [c@d], user: u, password: S3CRET}} | notification.email.password is a text | a reference",
        "{email: {host: smtp.example.com, from: a@b, to: [c@d], user: u}} | notification.email.user is given without the other | Expected both or none",
        "{email: {host: smtp.example.com, from: a@b, to: [c@d], starttls: never}} | is never, and smtp.example.com is not this host | required",
        "{email: {host: smtp.example.com, from: a@b, to: [c@d], starttls: false}} | notification.email.starttls is the value false | required, never",
        "{email: {host: smtp.example.com, from: a@b, to: []}} | notification.email.to is empty | [team@example.com]",
        "{email: {host: smtp.example.com, from: a@b, to: [\"c@d\\r\\nBcc: e@f\"]}} | notification.email.to[0] | team@example.com",
        "{email: {host: 'smtp.example.com:587', from: a@b, to: [c@d]}} | notification.email.host | the name or address of a mail server",
        "{timeout: 11m} | notification.timeout | at most 10m",
        "{reportUrl: 'javascript:alert(1)'} | notification.reportUrl | https://ci.example.com/job/7"})
    void refusesWithoutRepeatingASecret(String notification, String problem, String expected) {
        assertThatThrownBy(() -> read(notification)).isInstanceOf(ConfigException.class).hasMessageContaining("greenlight.yaml:3:")
                .hasMessageContaining(problem).hasMessageContaining(expected)
                .satisfies(e -> assertThat(e.getMessage().replace("${S3CRET}", "")).doesNotContain("S3CRET", "53281"));
    }

    @Test void goesWithoutTlsOnlyToThisHost() throws Exception {
        assertThat(read("{email: {host: 127.0.0.1, port: 25, from: a@b, to: [c@d], starttls: never}}").email().orElseThrow().starttls()).isFalse();
        assertThat(read("{webhook: {url: 'http://[::1]:8080/x'}}").webhook().orElseThrow().url()).hasToString("http://[::1]:8080/x");
    }
}
