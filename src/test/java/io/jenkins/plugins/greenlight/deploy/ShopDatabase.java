package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.deploy.store.PostgresServer;
import io.jenkins.plugins.greenlight.local.LocalCommands;
import io.jenkins.plugins.greenlight.local.LocalWorkspace;
import io.jenkins.plugins.greenlight.port.Command;
import io.jenkins.plugins.greenlight.port.CommandResult;
import io.jenkins.plugins.greenlight.port.Http;
import io.jenkins.plugins.greenlight.port.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/** A world whose releases read a table of a real PostgreSQL when they are asked for their products, and the documented scripts for it. */
final class ShopDatabase {
    private static final Pattern SCRIPT = Pattern.compile("(?m)^`([a-z]+\\.(?:sh|sql))`[^\\n]*\\n\\n```(?:sh|sql)\\n(.*?)^```$", Pattern.DOTALL);
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    final World world;
    Duration timeout = Duration.ofMinutes(1);
    /** Empty for the one in the state's folder. */
    String backupFolder = "";
    private final PostgresServer server;
    private final String database;
    private final Path folder;
    private final Map<String, String> queries = new HashMap<>();
    private final List<Command> commands = new ArrayList<>();
    private final LocalCommands local = new LocalCommands();
    private Runnable asleep = () -> { };
    private boolean dies;

    ShopDatabase(PostgresServer server, String database, Path folder) throws Exception {
        this.server = server;
        this.database = database;
        this.folder = folder;
        this.world = new World(folder.resolve("state"));
        try (var connection = connect("postgres"); var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database);
        }
        var script = SCRIPT.matcher(Files.readString(Path.of("docs/migrations.md")));
        while (script.find()) {
            Files.writeString(folder.resolve(script.group(1)), script.group(2));
        }
        Files.createDirectories(folder.resolve("secrets/shop-owner"));
        Files.writeString(folder.resolve("secrets/shop-owner/1"), PostgresServer.PASSWORD + "\n");
    }

    void reads(int release, String query) {
        queries.put("r" + release, query);
    }

    void step(String level, Migration.Step step, String sql) throws IOException {
        Files.writeString(folder.resolve(level + "-" + step.word() + ".sql"), sql + "\n");
    }

    /** With a line more at its end, the environment of psql set. */
    void after(String script, String line) throws IOException {
        Files.writeString(folder.resolve(script), Files.readString(folder.resolve(script)) + line + "\n");
    }

    void before(String script, String line) throws IOException {
        Files.writeString(folder.resolve(script), "PGPASSWORD=$(cat \"$DB_PASSWORD_FILE\"); export PGPASSWORD\n" + line + "\n"
                + Files.readString(folder.resolve(script)));
    }

    DeployResult deploy(int release, String level, String expand, Migration.Step... steps) throws Exception {
        step(level, Migration.Step.EXPAND, expand);
        var programs = new EnumMap<Migration.Step, List<String>>(Migration.Step.class);
        for (var step : steps) {
            programs.put(step, List.of("sh", folder.resolve(switch (step) {
                case EXPAND, CONTRACT, REVERT -> "step.sh";
                case STATUS, BACKUP, RESTORE -> step.word() + ".sh";
            }).toString()));
        }
        var own = new ReleaseConfig(Map.of("PGHOST", "127.0.0.1", "PGPORT", String.valueOf(server.port), "PGUSER", "postgres",
                "PGDATABASE", database, "SQL", folder.toString()), Map.of(), Map.of("DB_PASSWORD", "shop-owner@1"));
        var settings = World.settings();
        var site = settings.site();
        return engine().deploy(World.release(release), Path.of("image.tar"), settings.at(new DeploySite(site.target(), site.slots(),
                site.router(), site.docker(), "state", "", folder.resolve("secrets").toString())).with(new Migration(level, programs, own, timeout, backupFolder, 3)));
    }

    DeployResult resume() throws Exception {
        return engine().resume();
    }

    DeployResult retire() throws Exception {
        return engine().retire();
    }

    DeployResult revert(String by) throws Exception {
        return engine().rollbackWithSchema(by);
    }

    private Deployer engine() {
        return new Deployer(world.target(new Ports(this::run, null, new LocalWorkspace(folder, local), this::answer, new Quiet(), world.time,
                this::pause)));
    }

    private record Quiet() implements io.jenkins.plugins.greenlight.port.Log {
        @Override public void info(String line) { }

        @Override public void warn(String line) { }
    }

    /** What is looked at every second is looked at more often here; all shorter waits are the virtual world's. */
    private void pause(Duration duration) throws InterruptedException {
        if (duration.compareTo(Duration.ofSeconds(1)) >= 0) {
            Thread.sleep(200);
        }
        world.time.pause(duration);
    }

    private Http.Answer answer(Http.Request request) throws IOException {
        var answer = world.answer(request);
        if (answer.status() != 200 || !request.uri().getPath().equals("/products")) {
            return answer;
        }
        try {
            rows(queries.get(answer.header(World.HEADER).orElseThrow()));
            return answer;
        } catch (SQLException e) {
            return new Http.Answer(500, answer.headers(), e.getMessage());
        }
    }

    private CommandResult run(Command command) throws IOException, InterruptedException {
        commands.add(command);
        boolean watched = "expand".equals(command.environment().get("GREENLIGHT_STEP")) && command.argv().get(1).endsWith("step.sh");
        if (dies && watched) {
            dies = false;
            CompletableFuture.runAsync(() -> runAlone(command));
            awaitSleep();
            throw new SimulatedCrash("in the migration, which goes on");
        }
        if (watched) {
            asleep.run();
        }
        return local.run(command);
    }

    private void runAlone(Command command) {
        try {
            local.run(command);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The next engine that migrates dies once its program is in the middle of a statement; the program goes on. */
    void dyingWhenAsleep() {
        dies = true;
    }

    void whenAsleep(Runnable what) {
        asleep = () -> {
            asleep = () -> { };
            CompletableFuture.runAsync(() -> {
                awaitSleep();
                what.run();
            });
        };
    }

    /** SIGKILL to the psql that this test's JVM started, and to nothing else. */
    void killProgram() {
        ProcessHandle.current().descendants().filter(process -> process.info().command().filter(name -> name.endsWith("/psql")).isPresent()
                && process.info().arguments().map(Arrays::asList).orElse(List.of()).stream().anyMatch(argument ->
                argument.startsWith(folder.toString()))).forEach(ProcessHandle::destroyForcibly);
    }

    private void awaitSleep() {
        var end = Instant.now().plus(DEADLINE);
        try {
            while (rows("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%pg_sleep%'"
                    + " AND wait_event = 'PgSleep'") == 0) {
                if (Instant.now().isAfter(end)) {
                    throw new AssertionError("No migration came to its pg_sleep within " + DEADLINE);
                }
                Thread.sleep(20);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Connection connect(String to) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + server.port + "/" + to, "postgres", PostgresServer.PASSWORD);
    }

    void sql(String statement) throws SQLException {
        try (var connection = connect(database); var made = connection.createStatement()) {
            made.execute(statement);
        }
    }

    private List<String> texts(String query) throws SQLException {
        try (var connection = connect(database); var made = connection.createStatement(); var rows = made.executeQuery(query)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    int rows(String query) throws SQLException {
        return texts(query).size();
    }

    List<String> columns() throws SQLException {
        return texts("SELECT column_name FROM information_schema.columns WHERE table_name = 'product' ORDER BY ordinal_position");
    }

    /** What the scripts marked as done, sorted. */
    List<String> marks() throws SQLException {
        return texts("SELECT level || ' ' || step FROM schema_step ORDER BY 1");
    }

    int databasesNamed(String beginning) throws SQLException {
        return rows("SELECT 1 FROM pg_database WHERE datname LIKE '" + beginning + "%'");
    }

    List<Path> backups() throws IOException {
        try (var found = Files.list(folder.resolve("state/shop/production/backups"))) {
            return found.filter(Files::isDirectory).sorted().toList();
        }
    }

    long started(Migration.Step step) {
        return commands.stream().filter(command -> command.environment().get("GREENLIGHT_STEP").equals(step.word())
                && command.argv().get(1).endsWith("step.sh")).count();
    }

    List<List<String>> argvs() {
        return commands.stream().map(Command::argv).toList();
    }
}
