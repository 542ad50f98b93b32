package io.jenkins.plugins.greenlight.deploy.store;

import io.jenkins.plugins.greenlight.deploy.StateStore;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** State in a folder on the host of the router: a file a key, replaced whole, on disk before a write returns. */
public final class DirectoryStore implements StateStore {
    /** File locks do not part threads of one process. */
    private static final ConcurrentHashMap<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

    private final Path folder;

    /** @param folder made when it is not there */
    public DirectoryStore(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    @Override public Optional<Versioned> read(String key) throws IOException {
        var file = file(key);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            var document = Json.read(Files.readString(file), file.toString());
            return Optional.of(new Versioned(document.get("text").text(), document.get("version").integer()));
        } catch (ParseException | CharacterCodingException e) {
            throw new DamagedException((e instanceof ParseException ? e.getMessage() : file + ": is no UTF-8 text.")
                    + " The state must not be guessed: look at who is live, move the file aside and"
                    + " run: greenlight adopt", e);
        }
    }

    @Override public long write(String key, long expected, String text) throws IOException {
        privateFolder(folder);
        var lock = LOCKS.computeIfAbsent(folder, path -> new ReentrantLock());
        lock.lock();
        try (var channel = FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var held = channel.lock()) {
            long stored = read(key).map(Versioned::version).orElse(0L);
            if (stored != expected || !held.isValid()) {
                throw new ConflictException("Somebody else wrote " + key + " in " + folder + ": it has version " + stored
                        + ", expected " + expected + ". Nothing was changed.");
            }
            write(file(key), expected + 1, text);
            return expected + 1;
        } finally {
            lock.unlock();
        }
    }

    /** Makes a folder that nobody else can look into: what a release is started with may be secret. */
    public static void privateFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder.getParent());
            try {
                Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } catch (FileAlreadyExistsException e) {
                // Somebody made it in between; theirs is as private as ours.
            } catch (UnsupportedOperationException e) {
                Files.createDirectories(folder);
            }
        }
    }

    @Override public String location() {
        return folder.toString();
    }

    private Path file(String key) {
        return folder.resolve(StateStore.requireKey(key) + ".json");
    }

    private void write(Path file, long version, String text) throws IOException {
        try {
            replace(file, version, text);
        } catch (IOException e) {
            throw new IOException("The state " + file + " cannot be written: " + e + ". Expected room on the disk and the right to"
                    + " write there, as the user " + System.getProperty("user.name")
                    + ". Mend that, then go on with: greenlight resume", e);
        }
    }

    private void replace(Path file, long version, String text) throws IOException {
        var document = new LinkedHashMap<String, Object>();
        document.put("version", version);
        document.put("text", text);
        var next = folder.resolve("." + file.getFileName() + ".next");
        try (var channel = FileChannel.open(next, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            var bytes = ByteBuffer.wrap(Json.write(document).getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
