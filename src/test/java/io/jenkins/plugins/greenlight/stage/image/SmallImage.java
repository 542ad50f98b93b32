package io.jenkins.plugins.greenlight.stage.image;

import io.jenkins.plugins.greenlight.local.LocalCommands;
import io.jenkins.plugins.greenlight.local.LocalDaemons;
import io.jenkins.plugins.greenlight.local.TestProcess;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.stage.StageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Images that tests build for real. */
public final class SmallImage {
    /** Kept between runs, since a Java runtime takes seconds to link; one for each process that tests. */
    private static final Path JAVA_WORKSPACE = TestProcess.folder("test-runtime");

    private SmallImage() { }

    public static Ports ports(Path workspace, LogLines log) {
        return new Ports(new LocalCommands(), new LocalDaemons(), new FolderWorkspace(workspace), null, log, Clock.systemUTC(),
                duration -> { });
    }

    /** Without Java: a script at {@code app/run} and what lies in {@code data}. */
    static ImageConfig script(Map<String, String> files, Map<String, String> labels) {
        return ImageConfig.ofFiles("small", List.of(), files, List.of("app/run", "-x", "data/a"), Map.of("A", "1"), labels,
                "target/image/small.tar");
    }

    public static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /** A Java program of one class, which must be compiled among the tests. */
    public static ImageReport java(Class<?> main, String variant) throws IOException, StageException, InterruptedException {
        var file = main.getName().replace('.', '/') + ".class";
        write(JAVA_WORKSPACE.resolve("build/variant-" + variant), variant);
        var copy = JAVA_WORKSPACE.resolve("build/classes").resolve(file);
        Files.createDirectories(copy.getParent());
        try (var in = main.getClassLoader().getResourceAsStream(file)) {
            Files.write(copy, in.readAllBytes());
        }
        return ImageStage.unscanned(javaConfig(main, variant), "0123456789abcdef").run(ports(JAVA_WORKSPACE, new LogLines()));
    }

    static Path javaWorkspace() {
        return JAVA_WORKSPACE;
    }

    private static ImageConfig javaConfig(Class<?> main, String variant) {
        return ImageConfig.ofFiles("tiny", List.of("java.base", "jdk.httpserver"),
                Map.of("build/classes", "app", "build/variant-" + variant, "variant"),
                List.of("jre/bin/java", "-XX:-UsePerfData", "-Xmx64m", "-Xshare:auto", "-cp", "app", main.getName()),
                Map.of("FROM_IMAGE", "image", "OVERRIDDEN", "image"), Map.of(), "target/image/tiny-" + variant + ".tar");
    }
}
