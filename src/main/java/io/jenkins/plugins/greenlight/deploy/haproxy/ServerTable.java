package io.jenkins.plugins.greenlight.deploy.haproxy;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code show stat} says of each server. */
final class ServerTable {
    private final Map<String, Row> rows = new HashMap<>();

    private ServerTable() { }

    /** One server in one backend. */
    static final class Row {
        private final String name;
        private final Map<String, String> cells;

        private Row(String name, Map<String, String> cells) {
            this.name = name;
            this.cells = cells;
        }

        /** As HAProxy words it: {@code UP}, {@code UP 1/3}, {@code DOWN}, {@code MAINT}, {@code DRAIN}, {@code no check}. */
        String status() {
            return cells.getOrDefault("status", "");
        }

        /** Whether HAProxy sends it new requests. */
        boolean serves() {
            return status().startsWith("UP") || status().equals("no check");
        }

        /** @throws IOException when HAProxy does not count this: that is not 0 */
        long count(String column) throws IOException {
            var cell = cells.getOrDefault(column, "");
            if (!cell.matches("\\d{1,18}")) {
                throw new IOException("HAProxy's \"show stat\" says \"" + cell + "\" in column " + column + " of server " + name
                        + ". Expected a number. The backend must be in \"mode http\", as greenlight router init writes it.");
            }
            return Long.parseLong(cell);
        }

        long sum(String... columns) throws IOException {
            long sum = 0;
            for (var column : columns) {
                sum += count(column);
            }
            return sum;
        }
    }

    /** @param csv the answer to {@code show stat} */
    static ServerTable read(String csv) throws IOException {
        var lines = csv.lines().filter(line -> !line.isBlank()).toList();
        if (lines.isEmpty() || !lines.get(0).startsWith("# pxname,svname,")) {
            throw new IOException("HAProxy answered \"show stat\" with \"" + lines.stream().findFirst().orElse("")
                    + "\". Expected a table that starts with \"# pxname,svname,\".");
        }
        var table = new ServerTable();
        var names = List.of(lines.get(0).substring(2).split(","));
        for (var line : lines.subList(1, lines.size())) {
            var cells = line.split(",", -1);
            var row = new HashMap<String, String>();
            for (int i = 0; i < Math.min(names.size(), cells.length); i++) {
                row.put(names.get(i), cells[i]);
            }
            var name = row.get("pxname") + "/" + row.get("svname");
            table.rows.put(name, new Row(name, row));
        }
        return table;
    }

    Optional<Row> find(String backend, String server) {
        return Optional.ofNullable(rows.get(backend + "/" + server));
    }

    /** @throws IOException when HAProxy has no such server: it would take the name all the same and answer 503 */
    Row row(String backend, String server) throws IOException {
        return find(backend, server).orElseThrow(() -> new IOException("HAProxy has no server " + server + " in a backend "
                + backend + ". Expected both in its configuration. Write it with greenlight router init for this application and"
                + " environment, and reload HAProxy."));
    }
}
