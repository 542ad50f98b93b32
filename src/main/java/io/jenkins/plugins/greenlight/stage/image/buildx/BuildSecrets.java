package io.jenkins.plugins.greenlight.stage.image.buildx;

import io.jenkins.plugins.greenlight.parse.Credential;
import io.jenkins.plugins.greenlight.parse.Mask;
import io.jenkins.plugins.greenlight.port.Ports;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/** The secrets of a build, each in a file that nobody else may read; gone when this is closed. */
final class BuildSecrets implements AutoCloseable {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

    private final Path folder;
    private final Map<String, Path> files = new TreeMap<>();
    private final List<String> values = new ArrayList<>();

    private BuildSecrets(Path folder) {
        this.folder = folder;
    }

    /**
     * @param secrets by their id
     * @param below   where the folder is made
     * @throws IOException when one is not to be had or cannot be written; nothing is left then
     */
    static BuildSecrets write(Map<String, Credential> secrets, Path below, Ports ports) throws IOException {
        var written = new BuildSecrets(Files.createDirectory(below.resolve("secrets-" + UUID.randomUUID()), only("rwx------")));
        try {
            for (var secret : secrets.entrySet()) {
                written.write(secret.getKey(), secret.getValue(), ports);
            }
            return written;
        } catch (IOException e) {
            written.close();
            throw e;
        }
    }

    private void write(String id, Credential secret, Ports ports) throws IOException {
        if (!ID.matcher(id).matches()) {
            throw new IOException("image.buildx.secrets has \"" + id + "\". Expected an id of letters, digits, _ . and -, as in RUN"
                    + " --mount=type=secret,id=ID. Rename it in both places.");
        }
        var file = folder.resolve(Integer.toString(files.size()));
        files.put(id, file);
        String value = reveal(id, secret, ports);
        values.add(value);
        var bytes = ByteBuffer.wrap(value.getBytes(StandardCharsets.UTF_8));
        try (var out = Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), only("rw-------"))) {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        }
    }

    private static String reveal(String id, Credential secret, Ports ports) throws IOException {
        try {
            return secret.reveal(ports.variables()::value);
        } catch (IOException e) {
            throw new IOException("image.buildx.secrets." + id + ": " + e.getMessage(), e);
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> only(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    /** By id. */
    Map<String, Path> files() {
        return Map.copyOf(files);
    }

    /** Hides them all in whatever the build says. */
    Mask mask() {
        return new Mask(values);
    }

    @Override public void close() throws IOException {
        for (var file : files.values()) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(folder);
    }
}
