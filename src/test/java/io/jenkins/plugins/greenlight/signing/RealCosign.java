package io.jenkins.plugins.greenlight.signing;

import io.jenkins.plugins.greenlight.local.LocalCommands;
import io.jenkins.plugins.greenlight.port.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The cosign that {@code dev/builders} builds, or another one; who asks for it where there is none is skipped. */
public final class RealCosign {
    public static final String PASSWORD = "pw-of-the-signing-key";

    private RealCosign() { }

    public static Path program() {
        var named = Optional.ofNullable(System.getenv("GREENLIGHT_COSIGN")).filter(text -> !text.isBlank()).stream();
        var installed = Stream.of(System.getenv("PATH").split(":")).map(folder -> folder + "/cosign");
        var found = Stream.of(named, installed, Stream.of("target/scanners/cosign")).flatMap(each -> each).map(Path::of)
                .filter(Files::isExecutable).findFirst();
        Assumptions.assumeTrue(found.isPresent(),
                "There is no cosign: not in GREENLIGHT_COSIGN, not in PATH, and dev/builders did not build one");
        return found.get().toAbsolutePath();
    }

    /** Makes {@code NAME.key}, locked with {@link #PASSWORD}, and {@code NAME.pub} in the folder. */
    public static void makeKey(Path folder, String name) throws IOException, InterruptedException {
        var made = run(folder, "generate-key-pair", "--output-key-prefix", name);
        if (!Files.isRegularFile(folder.resolve(name + ".pub"))) {
            throw new IllegalStateException("cosign made no key: " + made);
        }
    }

    /** What it printed when it ended well. */
    public static String run(Path folder, String... arguments) throws IOException, InterruptedException {
        var argv = Stream.concat(Stream.of(program().toString()), Stream.of(arguments)).toList();
        var said = new LocalCommands().run(new Command(List.copyOf(argv), folder, Map.of("COSIGN_PASSWORD", PASSWORD),
                Duration.ofMinutes(2)));
        if (!said.succeeded()) {
            throw new IllegalStateException(argv + " ended with " + said);
        }
        return said.output();
    }
}
