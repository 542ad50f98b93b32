package io.jenkins.plugins.greenlight.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.canary.Canary;
import io.jenkins.plugins.greenlight.canary.Detector;
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

    @Test void hidesASecretInTheMiddleOfWhatIsEncodedWhereverItBegins() {
        var mask = new Mask(List.of("hunter2-and-more"));

        for (var before : List.of("", "u", "us", "usr", "user:")) {
            var encoded = Base64.getEncoder().encodeToString((before + "hunter2-and-more\n").getBytes(StandardCharsets.UTF_8));
            assertThat(mask.hide(encoded)).as(encoded).contains("****").hasSizeLessThanOrEqualTo(encoded.length() - 14);
        }
    }

    @Test void hidesASecretAsAPageJsonAProgramsDumpAndACautiousShellWriteIt() {
        var mask = new Mask(List.of("a/b<c>'d\"&*~é"));

        for (var form : List.of("a/b&lt;c&gt;&#39;d&quot;&amp;*~é", "a\\/b<c>'d\\\"&*~é", "612f623c633e276422262a7ec3a9", "612F623C633E276422262A7EC3A9",
                "a/b\\<c\\>\\'d\\\"\\&\\*\\~\\é", "a%2Fb%3Cc%3E%27d%22%26%2A~%C3%A9", "a%2fb%3cc%3e%27d%22%26%2a~%c3%a9",
                "a/b%3Cc%3E%27d%22%26%2A~%C3%A9", "a%2Fb%3Cc%3E'd%22%26*~%C3%A9")) {
            assertThat(mask.hide("before " + form + " after")).as(form).isEqualTo("before **** after");
        }
    }

    @Test void showsOfAnAddressNeitherUserNorQuery() {
        assertThat(Mask.address("http://me:p@ss/w?rd@host:9090/a")).isEqualTo("http://****@host:9090/a");
        assertThat(Mask.address("https://host/a?token=s3cret")).isEqualTo("https://host/a?****");
        assertThat(Mask.address("Unmatched argument: 'postgresql://me:a b@db/shop'")).isEqualTo("Unmatched argument: 'postgresql://****@db/shop'");
        assertThat(Mask.address("http://127.0.0.1:8080/")).isEqualTo("http://127.0.0.1:8080/");
        assertThat(Mask.address("me@host, why?")).isEqualTo("me@host, why?");
    }

    @Test void hidesTheLongerOfTwoThatBeginAlike() {
        assertThat(new Mask(List.of("token", "token-and-more")).hide("x token-and-more y token z")).isEqualTo("x **** y **** z");
    }

    @Test void hidesEachLongLineOfAKey() {
        var mask = new Mask(List.of("-----BEGIN KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQ\nshort\n"));

        assertThat(mask.hide("reading MIIEvQIBADANBgkqhkiG9w0BAQ")).isEqualTo("reading ****");
        assertThat(mask.hide("short")).isEqualTo("short");
    }

    /** Each but those of a part alone, which is found so that no quoting goes unnoticed. */
    @Test void leavesNothingThatTheDetectorOfCanariesFinds() {
        var canary = Canary.of("TOKEN");
        var mask = new Mask(List.of(canary.value()));
        var detector = new Detector(List.of(canary));

        var forms = canary.forms().entrySet().stream().filter(form -> !form.getKey().matches("core|.* of the core|URL, every byte")).toList();

        assertThat(forms).hasSizeGreaterThan(15).allSatisfy(form ->
                assertThat(detector.in(form.getKey(), mask.hide("before " + form.getValue() + " after"))).isEmpty());
    }

    @Test void hidesTheBeginningOfASecretThatWasCut() {
        var mask = new Mask(List.of("hunter2-and-more"));

        assertThat(mask.hide("with hunter2-and-mor… and hunt…, hun…")).isEqualTo("with ****… and ****…, hun…");
        assertThat(mask.hide("hunter2-and-more… x…")).isEqualTo("****… x…");
    }

    @Test void leavesWordsThatAreTooShortToBeSecrets() {
        assertThat(new Mask(List.of("yes", "")).hide("yes, and nothing")).isEqualTo("yes, and nothing");
    }
}
