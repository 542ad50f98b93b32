package io.jenkins.plugins.greenlight.stage.image.build;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretLookingTest {
    @ParameterizedTest
    @ValueSource(strings = {"NPM_TOKEN", "password", "DB_PASSWORD", "dbPassword", "API_KEY", "apiKey", "aws.secret.access", "GPG_PASSPHRASE",
            "SSH_PRIVATE_KEY", "signing-key", "KEY", "GIT_CREDENTIALS", "ROOT_PWD"})
    void oneWhoseNameSaysSo(String name) {
        assertThat(SecretLooking.why(name, "x")).get().asString().startsWith("its name has the word \"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"VERSION", "PASSENGERS", "TOKENIZER", "MONKEY", "PUBLIC_KEY", "CACHE_KEY", "KEYBOARD", "SECRET_NAME", "TOKEN_URL",
            "PASSWORD_FILE", "TOKEN_TTL", "COMPASS", "BYPASSED", ""})
    void oneWhoseNameOnlySoundsLikeIt(String name) {
        assertThat(SecretLooking.why(name, "x")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-----BEGIN OPENSSH PRIVATE KEY-----\nabc", "https://ci:hunter2@repo.example.com/maven", "AKIAABCDEFGHIJKLMNOP",
            "ghp_0123456789012345678901234567890123456789", "glpat-abcdefghijklmnopqrst", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc"})
    void oneWhoseValueHasTheForm(String value) {
        assertThat(SecretLooking.why("SETTING", value)).get().asString().startsWith("its value has the form").doesNotContain(value);
    }

    @Test void usualValuesAreNone() {
        assertThat(SecretLooking.why("BASE", "registry.example.com:5000/team/base@sha256:" + "a".repeat(64))).isEmpty();
        assertThat(SecretLooking.why("REPO", "https://repo.example.com/maven?at=12:30")).isEmpty();
        assertThat(SecretLooking.why("REPO", "git@github.com:team/shop.git")).isEmpty();
        assertThat(SecretLooking.why("REVISION", "0123456789abcdef0123456789abcdef01234567")).isEmpty();
    }

    @Test void nothingIsNoSecret() {
        assertThat(SecretLooking.why("NPM_TOKEN", " ")).isEmpty();
    }
}
