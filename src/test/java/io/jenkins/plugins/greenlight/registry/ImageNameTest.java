package io.jenkins.plugins.greenlight.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageNameTest {
    private static final String EXPECTED = " Expected a registry and a repository such as registry.example.com/team/shop.";

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:5055/team/shop, 127.0.0.1:5055, team/shop",
        "registry.example.com/shop, registry.example.com, shop",
        "localhost/shop, localhost, shop",
        "[::1]:5000/shop, [::1]:5000, shop",
        "ghcr.io/a/b/c__d/e-f.g_h--i, ghcr.io, a/b/c__d/e-f.g_h--i",
        "alpine, registry-1.docker.io, library/alpine",
        "team/shop, registry-1.docker.io, team/shop",
        "docker.io/alpine, registry-1.docker.io, library/alpine",
        "index.docker.io/team/shop, registry-1.docker.io, team/shop"})
    void tellsRegistryAndRepositoryApart(String text, String registry, String repository) {
        assertThat(ImageName.parse(text)).isEqualTo(new ImageName(registry, repository)).hasToString(registry + "/" + repository);
    }

    private static void refused(String text, String message) {
        assertThatThrownBy(() -> ImageName.parse(text)).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @Test void saysWhatToWriteInstead() {
        refused("127.0.0.1:5055/team/shop:1.4", "\"127.0.0.1:5055/team/shop:1.4\" has a tag in it. Write"
                + " \"127.0.0.1:5055/team/shop\", and \"1.4\" among the tags.");
        refused("shop@sha256:abcd", "\"shop@sha256:abcd\" has a digest in it. The digest is the built image's own: write"
                + " \"shop\".");
        refused("registry.example.com/Team/Shop", "\"registry.example.com/Team/Shop\" has letters in upper case, which"
                + " registries refuse. Write \"registry.example.com/team/shop\".");
        refused("https://registry.example.com/shop", "\"https://registry.example.com/shop\" is an address." + EXPECTED
                + " Leave out all up to ://; plain HTTP is for registries that image.registry.insecure names.");
        refused("", "\"\" is no name of an image." + EXPECTED);
        refused("a b", "\"a b\" is no name of an image." + EXPECTED);
        refused("registry.example.com:0/shop", "\"registry.example.com:0\" is no registry. Expected a host, or a host and a port"
                + " from 1 to 65535 such as registry.example.com:5000.");
        refused("registry.example.com/a//b", "\"a//b\" is no repository. Expected names of a-z and 0-9, parted by single"
                + " slashes, with . _ __ or - between two letters or digits, such as team/shop.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a..b", "a._b", "a___b", "a-.b", "a_-b", "-a", "a-", ".a", "a.", "_a", "a_", "a/", "/a", "a/-b", "ä",
            "a:b", "a b"})
    void refusesWhatIsNoRepository(String repository) {
        assertThatThrownBy(() -> new ImageName("registry.example.com", repository)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("\"" + repository + "\" is no repository.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a-", "a.", "[::1", "[x]", "a:", "a:1:2", "a:65536", "a:x", "a/b", "A"})
    void refusesWhatIsNoRegistry(String registry) {
        assertThatThrownBy(() -> new ImageName(registry, "a")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("\"" + registry + "\" is no registry.");
    }

    @Test void repeatsNoPassword() {
        refused("https://bob:secret@registry.example.com/shop", "\"https://****@registry.example.com/shop\" is an address."
                + EXPECTED + " Leave out all up to ://; plain HTTP is for registries that image.registry.insecure names.");
        refused("bob:secret@registry.example.com/shop", "The name of an image has an @ in it (36 characters, not repeated here)."
                + EXPECTED + " Users and passwords are image.registry.user and image.registry.password.");
    }

    @Test void takesNoMoreThanRegistriesTake() {
        assertThat(ImageName.parse("r.example.com/" + "a".repeat(241)).toString()).hasSize(255);
        assertThatThrownBy(() -> ImageName.parse("r.example.com/" + "a".repeat(242)))
                .hasMessageContaining("has more than 255 characters");
        assertThat(ImageName.parse("r.example.com:65535/a").registry()).endsWith("65535");
        assertThatThrownBy(() -> ImageName.parse("r.example.com:65536/a")).hasMessageContaining("1 to 65535");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.4.2", "latest", "_x", "A-b.c_d"})
    void takesTags(String tag) {
        assertThat(ImageName.checkedTag(tag)).isEqualTo(tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".x", "-x", "a/b", "a:b", "a b", "ä", "1.4\n"})
    void refusesWhatIsNoTag(String tag) {
        assertThatThrownBy(() -> ImageName.checkedTag(tag)).isInstanceOf(IllegalArgumentException.class).hasMessage("\"" + tag
                + "\" is no tag. Expected 1 to 128 letters, digits, _ . and -, the first of them no . or -, such as 1.4.2.");
    }

    @Test void takesTagsOf128Characters() {
        assertThat(ImageName.checkedTag("x".repeat(128))).hasSize(128);
        assertThatThrownBy(() -> ImageName.checkedTag("x".repeat(129))).hasMessageContaining("1 to 128");
    }
}
