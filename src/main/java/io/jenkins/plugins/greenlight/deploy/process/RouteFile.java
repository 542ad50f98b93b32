package io.jenkins.plugins.greenlight.deploy.process;

import io.jenkins.plugins.greenlight.deploy.Router.Route;
import io.jenkins.plugins.greenlight.deploy.Router.StaleEpochException;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Optional;

/** Who is live, on disk first and then in memory: what {@link #current} says has survived a power cut. */
final class RouteFile {
    private final Path file;
    private volatile Route current;

    private RouteFile(Path file, Route current) {
        this.file = file;
        this.current = current;
    }

    /** No file means that nobody is live yet. @throws IOException when the file is there and cannot be understood */
    static RouteFile open(Path file) throws IOException {
        Path path = file.toAbsolutePath();
        Files.createDirectories(path.getParent());
        if (Files.notExists(path)) {
            return new RouteFile(path, new Route(Optional.empty(), 0));
        }
        try {
            return new RouteFile(path, read(Json.read(Files.readString(path), path.toString())));
        } catch (ParseException | IllegalArgumentException | CharacterCodingException e) {
            throw new IOException("The route file " + path + " is damaged, so it is not known who is live: " + e.getMessage()
                    + " Expected {\"live\":\"blue\",\"epoch\":7}. Find out which slot serves users and write the file anew.", e);
        }
    }

    /** @throws ParseException           when it is no route
     *  @throws IllegalArgumentException when it names no slot or an epoch below 0 */
    static Route read(Node node) {
        long epoch = node.get("epoch").integer();
        if (epoch < 0 || !node.fields().containsKey("live")) {
            throw new IllegalArgumentException("It has epoch " + epoch + " and the fields " + node.fields().keySet()
                    + ". Expected an epoch of 0 or more, and \"live\" with a slot or null.");
        }
        return new Route(node.find("live").map(Node::text).map(Slot::of), epoch);
    }

    static String text(Route route) {
        var map = new LinkedHashMap<String, Object>();
        map.put("live", route.live().map(Slot::word).orElse(null));
        map.put("epoch", route.epoch());
        return Json.write(map);
    }

    Route current() {
        return current;
    }

    synchronized Route send(Slot slot, long epoch) throws IOException {
        return replace(new Route(Optional.of(slot), epoch));
    }

    synchronized Route fence(long epoch) throws IOException {
        return replace(new Route(current.live(), epoch));
    }

    private Route replace(Route next) throws IOException {
        if (next.epoch() < current.epoch()) {
            throw new StaleEpochException("Epoch " + next.epoch() + " is older than " + current.epoch() + ", the last one this router"
                    + " accepted. Expected " + current.epoch() + " or more: somebody else holds the lease. Nothing was changed.");
        }
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        try (var folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            Files.writeString(temporary, text(next) + "\n", StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            folder.force(true);
        }
        current = next;
        return next;
    }
}
