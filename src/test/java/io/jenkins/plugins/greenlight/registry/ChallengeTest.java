package io.jenkins.plugins.greenlight.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChallengeTest {
    @Test void readsWhereTokensAreToBeHad() {
        var challenge = Challenge.read(List.of("Bearer realm=\"https://auth.example.com/token?a=b,c\",service=registry.example.com,"
                + " "
                + "scope=\"repository:team/shop:pull,push\", error=\"a \\\"b\\\"\"")).orElseThrow();

        assertThat(challenge.isBearer()).isTrue();
        assertThat(challenge.values()).isEqualTo(Map.of("realm", "https://auth.example.com/token?a=b,c", "service",
                "registry.example.com",
                "scope", "repository:team/shop:pull,push", "error", "a \"b\""));
    }

    @Test void prefersTokensToPasswordsAndKnowsNothingElse() {
        assertThat(Challenge.read(List.of("Basic realm=\"x\"", "bearer Realm=\"https://y/\""))).map(Challenge::isBearer)
                .contains(true);
        assertThat(Challenge.read(List.of("BASIC"))).map(Challenge::isBearer).contains(false);
        assertThat(Challenge.read(List.of("Negotiate", "Bearer service=x", "", "Basic realm=" + "x".repeat(5000)))).isEmpty();
        assertThat(Challenge.read(List.of())).isEmpty();
    }
}
