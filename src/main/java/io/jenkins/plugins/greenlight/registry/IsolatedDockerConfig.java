package io.jenkins.plugins.greenlight.registry;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.port.Daemons;
import io.jenkins.plugins.greenlight.port.Ports;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder with a {@code config.json} that holds the credentials of one registry, for a program that takes them from there
 * ({@code DOCKER_CONFIG}): nobody else may read it, and it is gone when this is closed. What a killed run left goes with the next.
 */
public final class IsolatedDockerConfig implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("docker-config-(\\d{1,18})-(\\d{1,18})-[0-9a-f-]{36}");

    /** In base64, what stands for the user beside a token. */
    private static final String TOKEN_USER = Base64.getEncoder().encodeToString("<token>:".getBytes(StandardCharsets.UTF_8));

    private final Path folder;

    private IsolatedDockerConfig(Path folder) {
        this.folder = folder;
    }

    /**
     * @param below where the folder is made, and this with it when it is not there
     * @throws IOException when there should be credentials and there are none, or nothing can be written; nothing is left then
     */
    public static IsolatedDockerConfig create(RegistryAccess access, ImageName name, Path below, Ports ports)
            throws IOException, InterruptedException {
        Files.createDirectories(below);
        removeOrphans(below, ports.daemons());
        var login = new Logins(access, ports).find(name.registry());
        var self = ports.daemons().self();
        var folder = Files.createDirectory(below.resolve("docker-config-" + self.pid() + "-" + self.startMillis() + "-" + UUID.randomUUID()),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var config = new IsolatedDockerConfig(folder);
        try {
            config.write(login, name.registry());
            return config;
        } catch (IOException e) {
            config.close();
            throw e;
        }
    }

    private static void removeOrphans(Path below, Daemons daemons) throws IOException {
        try (var all = Files.list(below)) {
            for (var each : (Iterable<Path>) all::iterator) {
                var named = NAME.matcher(each.getFileName().toString());
                if (named.matches() && !daemons.alive(new Daemons.Daemon("", Long.parseLong(named.group(1)), Long.parseLong(named.group(2))))) {
                    new IsolatedDockerConfig(each).close();
                }
            }
        }
    }

    private void write(Login login, String registry) throws IOException {
        var auths = new LinkedHashMap<String, Object>();
        if (!login.isAnonymous()) {
            var entry = login.identityToken().map(token -> Map.of("auth", TOKEN_USER, "identitytoken", token))
                    .orElse(Map.of("auth", login.encoded()));
            // Programs look for Docker Hub under its old address.
            (registry.equals(ImageName.DOCKER_HUB) ? Stream.of(Logins.HUB_KEY, registry) : Stream.of(registry)).forEach(key -> auths.put(key, entry));
        }
        var bytes = ByteBuffer.wrap(Json.write(Map.of("auths", auths)).getBytes(StandardCharsets.UTF_8));
        try (var file = Files.newByteChannel(folder.resolve("config.json"), Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        }
    }

    public Path folder() {
        return folder;
    }

    /** For the program that is to find it. */
    public Map<String, String> environment() {
        return Map.of("DOCKER_CONFIG", folder.toString());
    }

    /** With what programs put beside the credentials. */
    @Override public void close() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override public FileVisitResult postVisitDirectory(Path directory, IOException problem) throws IOException {
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
