package io.jenkins.plugins.greenlight.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialTest {
    @TempDir Path folder;

    private static Credential of(String reference) {
        return Credential.parse(reference).orElseThrow();
    }

    private static Optional<String> nothing(String name) {
        return Optional.empty();
    }

    private Credential file(String name) {
        return of("${file:" + folder.resolve(name) + "}");
    }

    @Test void isLookedUpWhenItIsUsedAndShownAsItsReference() throws Exception {
        var credential = of("${TOKEN}");

        assertThat(credential.reveal(name -> Optional.ofNullable(Map.of("TOKEN", "s3cret").get(name)))).isEqualTo("s3cret");
        assertThat(credential).hasToString("${TOKEN}").isEqualTo(of("${TOKEN}")).isNotEqualTo(of("${TOKENS}"));
        assertThat(credential.variable()).contains("TOKEN");
    }

    @ParameterizedTest @ValueSource(strings = {"s3cret\n", "s3cret\r\n", "s3cret"})
    void leavesOutTheLineEndThatClosesAFile(String text) throws Exception {
        Files.writeString(folder.resolve("s"), text);

        assertThat(file("s").reveal(CredentialTest::nothing)).isEqualTo("s3cret");
        assertThat(file("s").file()).contains(folder.resolve("s"));
    }

    @ParameterizedTest @ValueSource(strings = {"", "TOKEN", "$TOKEN", "${}", "${1A}", "a${A}", "${A}b", "${A}\n", "${A B}", "${file:relative}", "${file:/}",
        "${file:/a\nb}", "${env:A}", "${A}${B}"})
    void isNothingElse(String text) {
        assertThat(Credential.parse(text)).isEmpty();
    }

    @ParameterizedTest @ValueSource(strings = {"", " ", "s3cret\ns3cret", "s3cret\r\nX-Evil: 1\r\n", "s3cret\0", "s3cret\n\n"})
    void refusesWhatIsNotOneLineWithoutRepeatingIt(String value) throws Exception {
        Files.writeString(folder.resolve("s"), value);

        assertThatThrownBy(() -> file("s").reveal(CredentialTest::nothing)).isInstanceOf(IOException.class)
                .hasMessageContaining("Expected one secret in one line").hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> of("${A}").reveal(name -> Optional.of(value))).isInstanceOf(IOException.class)
                .hasMessageStartingWith("${A} holds ").hasMessageNotContaining("s3cret");
    }

    @Test void holdsAtMost8192Bytes() throws Exception {
        Files.writeString(folder.resolve("most"), "x".repeat(8192) + "\r\n");
        Files.writeString(folder.resolve("more"), "x".repeat(8193));

        assertThat(file("most").reveal(CredentialTest::nothing)).hasSize(8192);
        assertThatThrownBy(() -> file("more").reveal(CredentialTest::nothing)).hasMessageContaining("8192 bytes");
    }

    @Test void saysWhatIsNotThere() throws Exception {
        Files.write(folder.resolve("latin"), new byte[] {(byte) 0xe4});

        assertThatThrownBy(() -> of("${A}").reveal(CredentialTest::nothing)).hasMessageContaining("${A} names an environment variable that is not set");
        assertThatThrownBy(() -> file("none").reveal(CredentialTest::nothing)).hasMessageContaining("a file that is not there");
        assertThatThrownBy(() -> of("${file:" + folder + "}").reveal(CredentialTest::nothing)).hasMessageContaining("a file that is not there");
        assertThatThrownBy(() -> file("latin").reveal(CredentialTest::nothing)).hasMessageContaining("no UTF-8 text");
        assertThatThrownBy(() -> PlainOrSecret.of("a${A}")).isInstanceOf(IllegalArgumentException.class).hasMessageNotContaining("a${A}");
    }
}
