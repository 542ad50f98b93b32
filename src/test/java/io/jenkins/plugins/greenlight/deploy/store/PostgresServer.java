package io.jenkins.plugins.greenlight.deploy.store;

import io.jenkins.plugins.greenlight.local.LoopbackPorts;
import io.jenkins.plugins.greenlight.parse.PostgresUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A real PostgreSQL of a test's own, on 127.0.0.1; as root it runs as the user postgres, which the server insists on. */
public final class PostgresServer implements AutoCloseable {
    public static final String PASSWORD = "correct-horse";
    private static final String OWNER = "postgres";
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final boolean ROOT = System.getProperty("user.name").equals("root");

    public final int port;
    private final Path programs;
    private final Path folder;
    private Process process;

    PostgresServer(Path folder) throws Exception {
        this.programs = programs().orElseThrow();
        this.folder = folder;
        this.port = LoopbackPorts.free();
        Files.writeString(folder.resolve("password"), PASSWORD);
        if (ROOT) {
            run(List.of("chown", "-R", OWNER, folder.toString()));
        }
        run(asOwner(programs.resolve("initdb").toString(), "-D", data(), "-U", OWNER, "--auth=scram-sha-256", "-E", "UTF8", "--locale=C",
                "--pwfile=" + folder.resolve("password")));
    }

    /** In a folder of its own, not started yet; skips the test, with the reason, where there can be none. */
    public static PostgresServer ready() throws Exception {
        var folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "postgres",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        var missing = missing(folder);
        Assumptions.assumeTrue(missing.isEmpty(), missing.orElse(""));
        return new PostgresServer(folder);
    }

    /** Why there can be none here; empty when there can. */
    private static Optional<String> missing(Path folder) {
        if (programs().isEmpty()) {
            return Optional.of("There is no initdb below /usr/lib/postgresql or in PATH. Install PostgreSQL (Debian: postgresql).");
        }
        return ROOT && !reachable(folder) ? Optional.of("The user " + OWNER + " cannot look into " + folder
                + ": a folder above it is closed to others. Use a checkout that is not below a private home.") : Optional.empty();
    }

    private static boolean reachable(Path folder) {
        return Stream.iterate(folder.toAbsolutePath().getParent(), above -> above != null, Path::getParent).allMatch(above -> {
            try {
                return Files.getPosixFilePermissions(above).contains(PosixFilePermission.OTHERS_EXECUTE);
            } catch (IOException e) {
                return false;
            }
        });
    }

    private static Optional<Path> programs() {
        var debian = Path.of("/usr/lib/postgresql").toFile().listFiles();
        return Stream.concat(Arrays.stream(debian == null ? new java.io.File[0] : debian).map(version -> version.toPath().resolve("bin"))
                        .sorted(Comparator.reverseOrder()), Arrays.stream(System.getenv("PATH").split(":")).map(Path::of))
                .filter(bin -> Files.isExecutable(bin.resolve("initdb")) && Files.isExecutable(bin.resolve("postgres"))).findFirst();
    }

    /** Returns when it answers. @param settings as {@code synchronous_commit=off} */
    public void start(String... settings) throws Exception {
        var argv = new ArrayList<>(asOwner(programs.resolve("postgres").toString(), "-D", data(), "-p", String.valueOf(port),
                "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="));
        Arrays.stream(settings).forEach(setting -> argv.addAll(List.of("-c", setting)));
        var deadline = Instant.now().plus(DEADLINE);
        launch(argv);
        while (!answers()) {
            if (Instant.now().isAfter(deadline)) {
                throw new IOException("PostgreSQL did not come up: " + Files.readString(folder.resolve("log")));
            }
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                launch(argv); // what a killed one left behind is not gone yet
            }
        }
    }

    private void launch(List<String> argv) throws IOException {
        process = new ProcessBuilder(argv).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile())).start();
    }

    private boolean answers() {
        try {
            sql("SELECT 1");
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /** SIGKILL, as a host's out-of-memory killer sends it. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** With SIGINT: it does not wait for those who are connected. */
    void stop() throws Exception {
        if (process != null && process.isAlive()) {
            run(List.of("kill", "-INT", String.valueOf(process.pid())));
            process.waitFor();
        }
    }

    @Override public void close() throws Exception {
        stop();
    }

    void sql(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", OWNER, PASSWORD);
                var made = connection.createStatement()) {
            made.execute(statement);
        }
    }

    public PostgresUrl url(String database) {
        return url(OWNER, database, port);
    }

    static PostgresUrl url(String user, String database, int port) {
        return new PostgresUrl(user, "127.0.0.1", port, database, Map.of());
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private static List<String> asOwner(String... argv) {
        return ROOT ? Stream.concat(Stream.of("setpriv", "--reuid=" + OWNER, "--regid=" + OWNER, "--clear-groups", "--"),
                Arrays.stream(argv)).toList() : List.of(argv);
    }

    private void run(List<String> argv) throws Exception {
        var log = folder.resolve("log").toFile();
        var done = new ProcessBuilder(argv).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log)).start();
        if (!done.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS) || done.exitValue() != 0) {
            throw new IOException(argv + " failed: " + Files.readString(log.toPath()));
        }
    }
}
