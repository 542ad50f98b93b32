package shop;

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

class ShopConfigTest {
    @TempDir
    Path folder;

    @Test
    void needsOnlyAPort() throws Exception {
        var config = ShopConfig.read(Map.of("PORT", "8080"), Optional.empty());

        assertThat(config).isEqualTo(new ShopConfig("127.0.0.1", 8080, "dev", "Shop", false));
    }

    @Test
    void takesTheRestFromEnvironmentAndFile() throws Exception {
        var file = file("title=Blue shop\ncontrol=true\n");

        var config = ShopConfig.read(Map.of("PORT", "64535", "BIND", "127.0.0.2", "GREENLIGHT_RELEASE", "a1-b2"), Optional.of(file));

        assertThat(config).isEqualTo(new ShopConfig("127.0.0.2", 64_535, "a1-b2", "Blue shop", true));
    }

    @Test
    void saysHowToStartItWhenThereIsNoPort() {
        assertThatThrownBy(() -> ShopConfig.read(Map.of(), Optional.empty())).isInstanceOf(BadConfig.class)
                .hasMessageStartingWith("PORT is not set.").hasMessageContaining("PORT=8080 java -jar shop.jar");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "65536", "123456"})
    void refusesAPortThatIsNone(String port) {
        assertThatThrownBy(() -> ShopConfig.read(Map.of("PORT", port), Optional.empty()))
                .isInstanceOf(BadConfig.class).hasMessageContaining("Expected a whole number from 0 to 65535.");
    }

    @Test
    void refusesAPortThatLeavesNoRoomForTheControlPort() throws IOException {
        var file = file("control=true\n");

        assertThatThrownBy(() -> ShopConfig.read(Map.of("PORT", "64536"), Optional.of(file)))
                .isInstanceOf(BadConfig.class).hasMessageContaining("from 0 to 64535");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\r\nb"})
    void refusesAReleaseThatIsNoHeaderValue(String release) {
        assertThatThrownBy(() -> ShopConfig.read(Map.of("PORT", "1", "GREENLIGHT_RELEASE", release), Optional.empty()))
                .isInstanceOf(BadConfig.class).hasMessageStartingWith("GREENLIGHT_RELEASE is");
    }

    @ParameterizedTest
    @ValueSource(strings = {"control=yes", "controll=true"})
    void refusesASettingItDoesNotUnderstand(String line) throws IOException {
        var file = file(line);

        assertThatThrownBy(() -> ShopConfig.read(Map.of("PORT", "1"), Optional.of(file)))
                .isInstanceOf(BadConfig.class).hasMessageContaining("Expected t");
    }

    @Test
    void refusesAFileThatIsMissing() {
        assertThatThrownBy(() -> Main.start(Map.of("PORT", "0"), folder.resolve("none").toString()))
                .isInstanceOf(BadConfig.class).hasMessageContaining("does not exist");
    }

    @Test
    void refusesASecondArgument() {
        assertThatThrownBy(() -> Main.start(Map.of("PORT", "0"), "a", "b"))
                .isInstanceOf(BadConfig.class).hasMessageContaining("Expected at most one");
    }

    @Test
    void startsWithTheConfigThatComesWithIt() throws Exception {
        var shop = Main.start(Map.of("PORT", "0"), "config/shop.properties");

        assertThat(shop.port()).isPositive();
        shop.stop();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("shop.properties"), text);
    }
}
