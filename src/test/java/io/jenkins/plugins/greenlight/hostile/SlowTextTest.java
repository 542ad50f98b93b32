package io.jenkins.plugins.greenlight.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts that a pattern goes through again and again when it can go back: reading takes no longer for them. */
class SlowTextTest {
    private static final int LENGTH = 20_000;

    static Stream<Arguments> texts() {
        return Stream.of(Sample.values()).flatMap(sample -> patterns().map(text -> Arguments.of(sample, text)));
    }

    /** Whatever the patterns for blanks, paths, placeholders, ids, addresses, versions and numbers may be. */
    public static Stream<String> patterns() {
        return List.of(" ", "\t ", "a", "a/", "../", "**/", "{0}", "((", "1.", "0", "-_", "CVE-2026-", "https://", "pkg:a/b@", "%2e",
                "\\", "\"", "a,b ", "sha256:", "$", "[x](", "\u0130").stream().map(part -> part.repeat(LENGTH / part.length()) + "!");
    }

    /** In every place at once, so that what is slow once is slow often; {@link Seen} waits for 10 s. */
    @ParameterizedTest(name = "{0}") @MethodSource("texts") void readsThemInTime(Sample sample, String text) {
        assertThat(Seen.in(sample, sample.with(text)).map(Seen::count).orElse((long) sample.count())).isEqualTo(sample.count());
    }
}
