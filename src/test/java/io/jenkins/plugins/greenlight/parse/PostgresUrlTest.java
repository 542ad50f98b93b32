package io.jenkins.plugins.greenlight.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresUrlTest {
    @Test void readsAllItsParts() {
        var url = PostgresUrl.parse("postgresql://deployer@db.example.org:6432/greenlight?sslmode=verify-full&sslrootcert=/etc/ssl/ca.pem");

        assertThat(url).isEqualTo(new PostgresUrl("deployer", "db.example.org", 6432, "greenlight",
                Map.of("sslmode", "verify-full", "sslrootcert", "/etc/ssl/ca.pem")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql://db/greenlight", "postgresql://me@[::1]:6432/g", "postgresql://db/g?sslmode=require"})
    void isWrittenAsItWasRead(String text) {
        assertThat(PostgresUrl.parse(text)).hasToString(text);
    }

    @Test void leavesTheUsualPortAway() {
        assertThat(PostgresUrl.parse("postgresql://db:5432/g")).hasToString("postgresql://db/g");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql://me:hunter2@db/g", "postgres://me:hunter2@db/g", "postgresql://db", "postgresql:///g", "mysql://db/g",
        "postgresql://db/g?password=hunter2", "postgresql://db/g?sslmode=require&user=me", "postgresql://a,b/g", ""})
    void refusesTheRestWithoutRepeatingWhatMayBeSecret(String text) {
        assertThatThrownBy(() -> PostgresUrl.parse(text)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("Expected")
                .message().doesNotContain("hunter2");
    }

    @Test void isQuickToRefuseALongOne() {
        var text = "postgresql://" + "a".repeat(200_000) + "@" + "h".repeat(200_000) + "/" + "d".repeat(200_000) + "?" + "a=b&".repeat(100_000) + "!";

        assertTimeoutPreemptively(Duration.ofSeconds(30), () ->
                assertThatThrownBy(() -> PostgresUrl.parse(text)).isInstanceOf(IllegalArgumentException.class));
    }
}
