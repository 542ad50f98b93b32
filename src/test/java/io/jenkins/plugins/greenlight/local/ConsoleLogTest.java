package io.jenkins.plugins.greenlight.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleLogTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);

    @Test void printsALineACall() {
        var log = new ConsoleLog(out);

        log.info("grün → live\t1");
        log.warn("slow");
        log.info("");

        assertThat(printed()).isEqualTo("grün → live\t1\nWARNING: slow\n\n");
    }

    @Test void spellsOutWhatSteersATerminal() {
        new ConsoleLog(out).info("a\u001b[31mred\u009b2J\u0007 \b\u0000\u007f \u202eevil\u2028");

        assertThat(printed()).isEqualTo("a\\u001b[31mred\\u009b2J\\u0007 \\u0008\\u0000\\u007f \\u202eevil\\u2028\n");
    }

    @Test void marksFurtherLines() {
        new ConsoleLog(out).info("first\n::error::forged\r\nthird\rfourth");

        assertThat(printed()).isEqualTo("first\n  | ::error::forged\n  | third\n  | fourth\n");
    }

    @Test void thisMachineHasAllPorts(@TempDir Path root) throws Exception {
        var ports = LocalPorts.at(root, out);

        ports.log().info("hello");
        ports.pause().pause(Duration.ofMillis(1));

        assertThat(printed()).isEqualTo("hello\n");
        assertThat(ports.workspace().root()).isEqualTo(root);
        assertThat(ports.daemons().alive(ports.daemons().self())).isTrue();
        assertThat(ports.clock().getZone().getId()).isEqualTo("Z");
        assertThat(ports.commands()).isInstanceOf(LocalCommands.class);
        assertThat(ports.http()).isInstanceOf(JdkHttp.class);
    }

    @Test void saysWhatThisJvmCannotSpell() {
        var ascii = new NativeText(StandardCharsets.US_ASCII);

        assertThatCode(() -> ascii.check(List.of("app", "plain"), Map.of("A", "b"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> ascii.check(List.of("app", "grün"), Map.of())).isInstanceOf(IOException.class)
                .hasMessageContaining("argument 1").hasMessageNotContaining("grün");
        assertThatThrownBy(() -> ascii.check(List.of("app"), Map.of("GREETING", "grün"))).isInstanceOf(IOException.class)
                .hasMessageContaining("variable GREETING").hasMessageNotContaining("grün");
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
