package io.jenkins.plugins.greenlight.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    private static final String HEX = "0123456789abcdef".repeat(4);

    @Test void namesAnImageByItsDigest() {
        var digest = new ImageDigest("sha256:" + HEX);

        assertThat(digest.hex()).isEqualTo(HEX);
        assertThat(digest).hasToString("sha256:" + HEX);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "latest", "shop:1.0", "sha256:", "sha256:0123", "sha512:00", "shop@sha256:00"})
    void refusesATagAndWhateverElseCanMove(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ImageDigest(text))
                .withMessageContaining("\"" + text + "\"").withMessageContaining("64 hexadecimal digits");
    }

    @Test void refusesADigestOfOneDigitMoreOrLessAndUpperCase() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ImageDigest("sha256:" + HEX + "0"));
        assertThatIllegalArgumentException().isThrownBy(() -> new ImageDigest("sha256:" + HEX.substring(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new ImageDigest("sha256:" + HEX.replace('a', 'A')));
    }

    @Test void makesAReleaseOfTwelveOfTheCommitAndEightOfTheDigest() {
        var release = ReleaseId.of("fedcba9876543210fedcba9876543210fedcba98", new ImageDigest("sha256:" + HEX));

        assertThat(release).hasToString("fedcba987654-01234567");
    }

    @Test void makesAReleaseOfAShortCommitToo() {
        assertThat(ReleaseId.of("abc", new ImageDigest("sha256:" + HEX)).value()).isEqualTo("abc-01234567");
    }

    @Test void acceptsReleasesOfUpTo63Characters() {
        assertThat(new ReleaseId("r" + "1".repeat(62)).value()).hasSize(63);
        assertThatIllegalArgumentException().isThrownBy(() -> new ReleaseId("r" + "1".repeat(63)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", ".a", "a b", "a/b", "a\r\nX: y", "ä"})
    void refusesReleasesThatCouldNotStandInAHeaderOrAName(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ReleaseId(text)).withMessageContaining("is not a release id");
    }
}
