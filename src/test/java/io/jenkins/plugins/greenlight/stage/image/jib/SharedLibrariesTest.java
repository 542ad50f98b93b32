package io.jenkins.plugins.greenlight.stage.image.jib;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.stage.image.LogLines;
import io.jenkins.plugins.greenlight.stage.image.SmallImage;
import io.jenkins.plugins.greenlight.port.Command;
import io.jenkins.plugins.greenlight.port.CommandResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedLibrariesTest {
    @TempDir Path folder;
    private final LogLines log = new LogLines();
    private final List<Command> ran = new ArrayList<>();
    private Path runtime;

    @BeforeEach void runtimeHasTwoLibraries() throws IOException {
        runtime = folder.resolve("runtime");
        SmallImage.write(runtime.resolve("lib/server/libjvm.so"), "");
        SmallImage.write(runtime.resolve("lib/libnet.so"), "");
        SmallImage.write(runtime.resolve("lib/modules"), "");
    }

    private List<Path> of(int exitCode, String output) throws IOException, InterruptedException {
        return new SharedLibraries(command -> {
            ran.add(command);
            return new CommandResult(exitCode, output, "not a dynamic executable");
        }, log).of(runtime);
    }

    @Test void takesWhatLddNamesOutsideTheRuntime() throws Exception {
        var libc = SmallImage.write(folder.resolve("lib/libc.so.6"), "");
        var loader = SmallImage.write(folder.resolve("lib64/ld.so.2"), "");
        var jvm = runtime.resolve("lib/server/libjvm.so");

        var found = of(0, "bin/java:\n\tlinux-vdso.so.1 (0x00007fff)\n\tlibc.so.6 => " + libc + " (0x00007fff)\n\t" + loader
                + " (0x00007fff)\n\tlibjvm.so => " + jvm + " (0x0)\nlib/libnet.so:\n\tlibc.so.6 => " + libc
                + " (0x00007f00)\n\tlibjvm.so => not found\n\tgone => /gone/lib.so (0x0)\n");

        assertThat(found).containsExactly(libc, loader);
        assertThat(log.warnings()).isEmpty();
        assertThat(ran.get(0).argv()).containsExactly("ldd", runtime.resolve("bin/java").toString(),
                runtime.resolve("lib/libnet.so").toString(), jvm.toString());
    }

    @Test void warnsOfALibraryThatIsNowhere() throws Exception {
        assertThat(of(0, "\tlibm.so.6 => not found\n")).isEmpty();
        assertThat(log.warnings()).singleElement().asString().contains("lacks the shared library libm.so.6");
    }

    @Test void warnsWhenLddFails() throws Exception {
        assertThat(of(1, "")).isEmpty();
        assertThat(log.warnings()).singleElement().asString().contains("ldd ended with 1", "not a dynamic executable");
    }

    @Test void goesOnWithAWarningWhereThereIsNoLdd() throws Exception {
        var none = new SharedLibraries(command -> {
            throw new IOException("ldd was not started.");
        }, log).of(runtime);

        assertThat(none).isEmpty();
        assertThat(log.warnings()).singleElement().asString().contains("gets no shared libraries", "ldd was not started");
    }
}
