package io.jenkins.plugins.greenlight.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The sample shop, built, in a workspace of a test's own. */
final class ShopWorkspace {
    private static final Path SHOP = Path.of("samples/shop").toAbsolutePath();

    private ShopWorkspace() { }

    static void make(Path workspace) throws IOException {
        copy(SHOP.resolve("config/shop.properties"), workspace.resolve("config/shop.properties"));
        copy(SHOP.resolve("Dockerfile"), workspace.resolve("Dockerfile"));
        copy(SHOP.resolve(".dockerignore"), workspace.resolve(".dockerignore"));
        jar(compiled(workspace.resolve("classes")), workspace.resolve("target/shop.jar"));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to);
    }

    private static Path compiled(Path classes) throws IOException {
        var arguments = new ArrayList<>(List.of("--release", "17", "-proc:none", "-d", classes.toString()));
        try (Stream<Path> sources = Files.walk(SHOP.resolve("src/main/java"))) {
            sources.filter(file -> file.toString().endsWith(".java")).map(Path::toString).sorted().forEach(arguments::add);
        }
        if (ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)) != 0) {
            throw new IOException("The sample shop does not compile.");
        }
        return classes;
    }

    private static void jar(Path classes, Path jar) throws IOException {
        Files.createDirectories(jar.getParent());
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "shop.Main");
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest); Stream<Path> files = Files.walk(classes)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
    }
}
