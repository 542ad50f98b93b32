package io.jenkins.plugins.greenlight.stage.image.jib;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.stage.StageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What goes into the image, the seldom changed below the often changed. */
final class ImageLayers {
    /** Of every file in an image: a second after the epoch, since some programs take 0 for "no time". */
    static final Instant TIME = Instant.ofEpochSecond(1);
    private static final FilePermissions FILE = FilePermissions.fromOctalString("644");
    private static final FilePermissions PROGRAM = FilePermissions.fromOctalString("755");
    private static final FilePermissions ALL = FilePermissions.fromOctalString("777");

    private final JibBuild build;
    private final Ports ports;
    private final Path cache;

    ImageLayers(JibBuild build, Ports ports) {
        this.build = build;
        this.ports = ports;
        this.cache = cache(ports.workspace().root());
    }

    /** All that makes the next build quicker, and nothing it depends on. */
    static Path cache(Path workspace) {
        return workspace.resolve("target/greenlight/cache");
    }

    List<FileEntriesLayer> all() throws IOException, StageException, InterruptedException {
        var copies = new ContentCopies(cache.resolve("content"));
        var layers = new ArrayList<FileEntriesLayer>();
        var home = Optional.<Path>empty();
        if (!build.javaModules().isEmpty()) {
            var java = new JavaRuntime(ports.commands(), ports.workspace().root());
            home = Optional.of(java.linked(build.javaModules()));
            layers.add(layer("Java " + java.version() + " with " + String.join(", ", build.javaModules()), tree(home.get())));
        }
        if (build.base().isEmpty()) {
            layers.add(system(home, copies));
        }
        var files = new ImageFiles(build.files(), ports.workspace(), copies).entries();
        if (!files.isEmpty()) {
            layers.add(layer(String.join(", ", build.files().values().stream().sorted().toList()), files));
        }
        return layers;
    }

    /** A base has its own of these, and this machine's libraries over its libraries would break it. */
    private FileEntriesLayer system(Optional<Path> java, ContentCopies copies) throws IOException, InterruptedException {
        var system = new ArrayList<FileEntry>();
        if (java.isPresent()) {
            for (var library : new SharedLibraries(ports.commands(), ports.log()).of(java.get())) {
                system.add(entry(copies.of(library), library.toString(), PROGRAM));
            }
        }
        system.add(entry(Files.createDirectories(cache.resolve("empty")), "/tmp", ALL));
        return layer("shared libraries (" + (system.size() - 1) + ") and an empty /tmp", system);
    }

    private static List<FileEntry> tree(Path home) throws IOException {
        var entries = new ArrayList<FileEntry>();
        try (var files = Files.walk(home)) {
            for (var file : files.sorted().toList()) {
                var relative = home.relativize(file).toString().replace('\\', '/');
                entries.add(entry(file, relative.isEmpty() ? "/jre" : "/jre/" + relative, permissions(file)));
            }
        }
        return entries;
    }

    static FileEntry entry(Path source, String path, FilePermissions permissions) {
        return new FileEntry(source, AbsoluteUnixPath.get(path), permissions, TIME);
    }

    static FilePermissions permissions(Path source) {
        return Files.isDirectory(source) || Files.isExecutable(source) ? PROGRAM : FILE;
    }

    private static FileEntriesLayer layer(String name, List<FileEntry> entries) {
        return FileEntriesLayer.builder().setName(name).setEntries(entries).build();
    }
}
