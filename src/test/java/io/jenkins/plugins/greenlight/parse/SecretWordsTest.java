package io.jenkins.plugins.greenlight.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretWordsTest {
    @ParameterizedTest
    @ValueSource(strings = {"NPM_TOKEN", "dbPassword", "API_KEY", "KEY", "key-1", "SIGNING_KEYS", "SESSION_COOKIE", "pwd", "CLIENT_SECRET",
        "DB_PASS", "PGPASS", "dbPass2", "GH_PAT", "NPM_AUTH", "NEXUS_CREDS"})
    void knowsNamesOfSecrets(String name) {
        assertThat(SecretWords.sounds(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"VERSION", "KEYCLOAK_VERSION", "HTTP_PROXY", "BASE", "SOURCE_DATE_EPOCH", "PASS_THROUGH", "BYPASS", "COMPASS",
        "AUTH_URL", "PATH", "COMPAT", "PATTERN", "CREDITS"})
    void leavesOtherNamesAlone(String name) {
        assertThat(SecretWords.sounds(name)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"https://me:hidden@host/x, an address with a password", "-----BEGIN PRIVATE KEY-----, a private key",
        "AKIAABCDEFGHIJKLMNOP, an access key of AWS", "eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0.x, a signed token (JWT)",
        "glpat-abcdefghijklmnop, a token of GitLab"})
    void knowsSecretsByTheirLook(String value, String kind) {
        assertThat(SecretWords.looks(value)).contains(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.2.3", "https://host:8080/a@b", "http://me@host/", "debian:12-slim", "eyJ"})
    void leavesOtherValuesAlone(String value) {
        assertThat(SecretWords.looks(value)).isEmpty();
    }
}
