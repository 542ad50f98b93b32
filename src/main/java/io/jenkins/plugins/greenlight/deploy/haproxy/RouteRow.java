package io.jenkins.plugins.greenlight.deploy.haproxy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The one row that says who is live: in the running worker, which is what counts, and in the file, for the next one. */
final class RouteRow {
    private static final int LOOKS = 100;

    private final RuntimeSocket socket;
    private final String path;
    private final MapFile file;
    private final Backends backends;

    RouteRow(RuntimeSocket socket, String path, MapFile file, Backends backends) {
        this.socket = socket;
        this.path = path;
        this.file = file;
        this.backends = backends;
    }

    LiveMap map(RuntimeSession session) {
        return new LiveMap(session, path);
    }

    /** The backend that new requests go to; {@link Backends#nobody} where there is no row. */
    String backend(LiveMap map) throws IOException, InterruptedException {
        var rows = map.rows();
        if (rows.isEmpty()) {
            return backends.nobody();
        }
        if (rows.size() > 1 || !rows.get(0).key().equals(LiveMap.KEY)) {
            throw new IOException("HAProxy's map " + path + " has " + rows + ", so it is not known who serves. Expected one row"
                    + " of key " + LiveMap.KEY + ". See who else writes it, make the file right, and reload HAProxy.");
        }
        return rows.get(0).backend();
    }

    /** @return empty for nobody
     *  @throws IOException for a backend that is none of this environment's */
    Optional<Backends.Place> place(String backend) throws IOException {
        var place = backends.place(backend);
        if (place.isEmpty() && !backend.equals(backends.nobody())) {
            throw new IOException("HAProxy's map " + path + " sends users to " + backend + ", which is none of this"
                    + " environment's. Expected one of " + Backends.places().stream().map(backends::of).toList() + " or "
                    + backends.nobody() + ". See who wrote it, make the file right, and reload HAProxy.");
        }
        return place;
    }

    /** @throws IOException unless there is exactly this row */
    void expect(LiveMap map, String backend) throws IOException, InterruptedException {
        var rows = map.rows();
        if (!rows.equals(List.of(new LiveMap.Row(LiveMap.KEY, backend)))) {
            throw new IOException("HAProxy was told to send users to " + backend + " and its map " + path + " says " + rows
                    + ", so it is not known who serves. Expected that one row. See who else writes to HAProxy's runtime socket.");
        }
    }

    /** For the next worker; the running one is not told. */
    void write(String backend) throws IOException {
        file.write(backend);
    }

    /** How the file differs from the worker, so that a reload would move users. */
    Optional<String> drift(String runs) throws IOException {
        return file.says(runs) ? Optional.empty() : Optional.of("HAProxy sends users to " + runs + ", the map file " + path
                + " says " + file.rows() + ": a reload would move users. The next deployment or rollback makes the file right.");
    }

    /** Makes the file say what the worker says. Looks again after each write: somebody else may have written at the same time. */
    void align() throws IOException, InterruptedException {
        for (int look = 0; look < LOOKS; look++) {
            String runs;
            try (var session = socket.open()) {
                runs = backend(map(session));
            }
            if (file.says(runs)) {
                return;
            }
            file.write(runs);
        }
        throw new IOException("The map file " + path + " did not come to say what HAProxy does in " + LOOKS
                + " writes. Expected it to stay as written. See who else writes it.");
    }
}
