package io.jenkins.plugins.greenlight.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaskTest {
    private static final String SECRET = "it's \"s3cret\" & ümläut\\";

    @Test void hidesASecretAsLogsShowIt() {
        var mask = new Mask(List.of(SECRET));

        for (var form : List.of(SECRET, SECRET.replace("'", "'\\''"), URLEncoder.encode(SECRET, StandardCharsets.UTF_8),
                Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8)))) {
            assertThat(mask.hide("before " + form + " after")).startsWith("before ****").doesNotContain(form).contains("after");
        }
    }

    @Test void hidesTheLongerOfTwoThatBeginAlike() {
        assertThat(new Mask(List.of("token", "token-and-more")).hide("x token-and-more y token z")).isEqualTo("x **** y **** z");
    }

    @Test void hidesEachLongLineOfAKey() {
        var mask = new Mask(List.of("-----BEGIN KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQ\nshort\n"));

        assertThat(mask.hide("reading MIIEvQIBADANBgkqhkiG9w0BAQ")).isEqualTo("reading ****");
        assertThat(mask.hide("short")).isEqualTo("short");
    }

    @Test void leavesWordsThatAreTooShortToBeSecrets() {
        assertThat(new Mask(List.of("yes", "")).hide("yes, and nothing")).isEqualTo("yes, and nothing");
    }
}
