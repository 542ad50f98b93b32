package io.jenkins.plugins.greenlight.deploy.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.deploy.Router.Route;
import io.jenkins.plugins.greenlight.deploy.Router.StaleEpochException;
import io.jenkins.plugins.greenlight.deploy.Slot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteFileTest {
    @TempDir Path folder;
    private Path file;

    @BeforeEach void chooseAFile() {
        file = folder.resolve("state").resolve("route.json");
    }

    @Test void hasNobodyLiveBeforeTheFirstWrite() throws Exception {
        var route = RouteFile.open(file);

        assertThat(route.current()).isEqualTo(new Route(Optional.empty(), 0));
        assertThat(file).doesNotExist();
    }

    @Test void isReadBackAsItWasWritten() throws Exception {
        var route = RouteFile.open(file);

        var written = route.send(Slot.GREEN, 3);

        assertThat(written).isEqualTo(new Route(Optional.of(Slot.GREEN), 3)).isEqualTo(route.current());
        assertThat(RouteFile.open(file).current()).isEqualTo(written);
        assertThat(file).hasContent("{\"live\":\"green\",\"epoch\":3}\n");
        assertThat(file.getParent()).isDirectoryNotContaining("glob:**.new");
    }

    @Test void movesNobodyWithAFence() throws Exception {
        var route = RouteFile.open(file);

        assertThat(route.fence(2)).isEqualTo(new Route(Optional.empty(), 2));
        route.send(Slot.BLUE, 2);
        assertThat(route.fence(9)).isEqualTo(new Route(Optional.of(Slot.BLUE), 9));
        assertThat(RouteFile.open(file).current()).isEqualTo(new Route(Optional.of(Slot.BLUE), 9));
    }

    @Test void acceptsTheSameEpochAndRefusesTheOneBefore() throws Exception {
        var route = RouteFile.open(file);
        route.send(Slot.BLUE, 5);

        assertThat(route.send(Slot.GREEN, 5).live()).contains(Slot.GREEN);
        assertThatThrownBy(() -> route.send(Slot.BLUE, 4)).isInstanceOf(StaleEpochException.class)
                .hasMessageContaining("Epoch 4 is older than 5");
        assertThatThrownBy(() -> route.fence(4)).isInstanceOf(StaleEpochException.class);
        assertThat(RouteFile.open(file).current()).isEqualTo(route.current()).isEqualTo(new Route(Optional.of(Slot.GREEN), 5));
    }

    @Test void changesNothingWhenItCannotBeWritten() throws Exception {
        var route = RouteFile.open(file);
        route.send(Slot.BLUE, 1);
        Files.delete(file);
        Files.delete(file.getParent());

        assertThatThrownBy(() -> route.send(Slot.GREEN, 2)).isInstanceOf(IOException.class);

        assertThat(route.current()).isEqualTo(new Route(Optional.of(Slot.BLUE), 1));
        Files.createDirectory(file.getParent());
        assertThat(route.send(Slot.GREEN, 2)).isEqualTo(RouteFile.open(file).current());
    }

    @Test void keepsTheOldFileWhenTheNewOneCannotTakeItsPlace() throws Exception {
        var route = RouteFile.open(file);
        route.send(Slot.BLUE, 1);
        Files.createDirectory(file.resolveSibling("route.json.new"));

        assertThatThrownBy(() -> route.send(Slot.GREEN, 2)).isInstanceOf(IOException.class);

        assertThat(RouteFile.open(file).current()).isEqualTo(route.current()).isEqualTo(new Route(Optional.of(Slot.BLUE), 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"live\":\"red\",\"epoch\":1}", "{\"live\":\"blue\"}", "{\"epoch\":1}", "\u00ff",
            "{\"live\":\"blue\",\"epoch\":-1}", "{\"live\":\"blue\",\"epoch\":1.5}", "{\"live\":7,\"epoch\":1}"})
    void isNotGuessedAtWhenDamaged(String content) throws Exception {
        Files.createDirectory(file.getParent());
        Files.writeString(file, content, StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> RouteFile.open(file)).isInstanceOf(IOException.class).hasMessageContaining(file.toString())
                .hasMessageContaining("damaged").hasMessageContaining("not known who is live");
    }
}
