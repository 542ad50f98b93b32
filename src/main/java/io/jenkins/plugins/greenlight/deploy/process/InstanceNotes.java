package io.jenkins.plugins.greenlight.deploy.process;

import io.jenkins.plugins.greenlight.deploy.Runtime.Instance;
import io.jenkins.plugins.greenlight.deploy.Runtime.Spec;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import io.jenkins.plugins.greenlight.port.ReleaseId;
import io.jenkins.plugins.greenlight.port.WholeFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;

/** What each instance is, written before it is started, so that whatever the process table names can be explained. */
final class InstanceNotes {
    private static final String ENDING = ".json";

    private final Path folder;

    InstanceNotes(Path folder) {
        this.folder = folder;
    }

    /** Durable when it returns. */
    void write(Spec spec) throws IOException {
        Files.createDirectories(folder);
        DurableFiles.clean(folder);
        var note = new LinkedHashMap<String, Object>();
        note.put("name", spec.name());
        note.put("release", spec.release().value());
        note.put("digest", spec.digest().value());
        note.put("slot", spec.slot().word());
        note.put("epoch", spec.epoch());
        note.put("port", spec.port());
        DurableFiles.write(note(spec.name()), Json.writePretty(note));
    }

    /** Empty when none was written under this name, or it was pruned. */
    Optional<Instance> read(String name) throws IOException {
        if (!Files.isRegularFile(note(name))) {
            return Optional.empty();
        }
        try {
            var note = Json.read(Files.readString(note(name)), note(name).toString());
            return Optional.of(new Instance(name, new ReleaseId(note.get("release").text()),
                    new ImageDigest(note.get("digest").text()), Slot.of(note.get("slot").text()), note.get("epoch").integer(),
                    address((int) note.get("port").integer())));
        } catch (ParseException | IllegalArgumentException e) {
            throw new IOException("The note " + note(name) + " cannot be read: " + e.getMessage() + " Find out what the process"
                    + " of that name serves, stop it by hand, then delete the note.", e);
        }
    }

    static URI address(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    Path note(String name) {
        return folder.resolve(name + ENDING);
    }

    Path log(String name) {
        return folder.resolve(name + ".log");
    }

    /** A folder for the instance's own temporary files. */
    Path temporary(String name) {
        return folder.resolve(name + ".tmp");
    }

    /** Deletes note, log and temporary files of all but the newest dead instances. */
    void prune(Set<String> living, int kept) throws IOException {
        try (var files = Files.list(folder)) {
            var dead = files.filter(file -> file.toString().endsWith(ENDING))
                    .filter(file -> !living.contains(name(file)))
                    .sorted(Comparator.comparingLong(InstanceNotes::age)).skip(kept).toList();
            for (var note : dead) {
                Files.deleteIfExists(log(name(note)));
                WholeFolder.delete(temporary(name(note)));
                Files.deleteIfExists(note);
            }
        }
    }

    private static String name(Path note) {
        var file = note.getFileName().toString();
        return file.substring(0, file.length() - ENDING.length());
    }

    /** Smaller is newer; what cannot be read any more is oldest. */
    private static long age(Path note) {
        try {
            return -Files.getLastModifiedTime(note).toMillis();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }
}
