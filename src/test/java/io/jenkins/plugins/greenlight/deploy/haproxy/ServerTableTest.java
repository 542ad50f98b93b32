package io.jenkins.plugins.greenlight.deploy.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerTableTest {
    private static final String HEAD = "# pxname,svname,status,hrsp_5xx,\n";

    @Test void countsWhatTheColumnSays() throws IOException {
        var row = ServerTable.read(HEAD + "green,green,UP,7,\ngreen,BACKEND,UP,9,\n").row("green", "green");

        assertThat(row.count("hrsp_5xx")).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"green,green,UP,,", "green,green,UP,NaN,", "green,green,UP,-1,", "green,green,UP"})
    void takesNothingForZeroThatIsNoNumber(String line) throws IOException {
        var row = ServerTable.read(HEAD + line + "\n").row("green", "green");

        assertThatThrownBy(() -> row.count("hrsp_5xx")).isInstanceOf(IOException.class).hasMessageContaining("hrsp_5xx of server"
                + " green/green");
    }

    @Test void missesAServerByName() throws IOException {
        var table = ServerTable.read(HEAD);

        assertThatThrownBy(() -> table.row("gren", "green")).isInstanceOf(IOException.class).hasMessageContaining("no server"
                + " green in a backend gren");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Unknown command", "<html>"})
    void refusesWhatIsNoTable(String text) {
        assertThatThrownBy(() -> ServerTable.read(text)).isInstanceOf(IOException.class).hasMessageContaining("Expected a table");
    }

    @ParameterizedTest
    @CsvSource({"UP, true", "UP 1/3, true", "no check, true", "DOWN, false", "DOWN 1/2, false", "MAINT, false", "DRAIN, false",
            "NOLB, false",
            "MAINT (resolution), false"})
    void knowsWhichServersGetRequests(String status, boolean serves) throws IOException {
        assertThat(ServerTable.read(HEAD + "green,green," + status + ",0,\n").row("green", "green").serves()).isEqualTo(serves);
    }
}
