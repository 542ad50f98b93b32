package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.cli.TestSite.Mode;
import io.jenkins.plugins.greenlight.deploy.store.PostgresServer;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** State in a database whose password is a canary: by PGPASSWORD, by a password file, and a wrong one. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretsCanaryDatabaseTest {
    private static final String OWNER = "canary_owner";
    private PostgresServer server;
    private CanarySite canaries;
    private String delivered;
    private String asked;
    private String refused;

    @BeforeAll void stateIsInADatabase() throws Exception {
        server = PostgresServer.ready();
        server.start();
        canaries = new CanarySite(EmbeddedParts::new);
        var password = canaries.credentials.value("PGPASSWORD");
        try (var connection = connect(); var statement = connection.createStatement()) {
            statement.execute("CREATE ROLE " + OWNER + " LOGIN PASSWORD '" + password.replace("'", "''") + "'");
            statement.execute("GRANT CREATE ON DATABASE postgres TO " + OWNER);
        }
        var state = "postgresql://" + OWNER + "@127.0.0.1:" + server.port + "/postgres";
        delivered = canaries.deliver(0, "r1", canaries.yaml(Mode.GOOD)
                .replace("state: " + canaries.site.state, "state: " + state + "\n  folder: " + canaries.site.state));
        askByFile(state, password);
        askWrongly(state);
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + server.port + "/postgres", "postgres", PostgresServer.PASSWORD);
    }

    private void askByFile(String state, String password) throws Exception {
        var file = Files.createFile(canaries.site.folder.resolve("home/pgpass-of-the-state"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, "127.0.0.1:*:*:" + OWNER + ":" + password.replace("\\", "\\\\").replace(":", "\\:") + "\n");
        var engine = canaries.start(canaries.site.emptyFolder(), Map.of("PGPASSWORD", "", "PGPASSFILE", file.toString()), "status",
                "--state", state, "--app", canaries.site.app);
        assertThat(engine.exitCode()).as(engine.said()).isZero();
        asked = engine.said();
    }

    /** With another canary. */
    private void askWrongly(String state) throws Exception {
        var engine = canaries.start(canaries.site.emptyFolder(), Map.of("PGPASSWORD", canaries.credentials.value("GITHUB_TOKEN")), "status",
                "--state", state, "--app", canaries.site.app);
        assertThat(engine.exitCode()).as(engine.said()).isNotZero();
        refused = engine.said();
    }

    @AfterAll void closed() throws Exception {
        if (canaries != null) {
            canaries.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test void noneIsSaidNorInAnyFileOrRow() throws Exception {
        assertThat(canaries.leaks()).isEmpty();
        assertThat(rows()).isNotEmpty().allSatisfy(row -> assertThat(canaries.detector.in("a row", row)).isEmpty());
    }

    private List<String> rows() throws Exception {
        try (var connection = connect(); var statement = connection.createStatement();
                var result = statement.executeQuery("SELECT state::text FROM greenlight.state")) {
            var rows = new ArrayList<String>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        }
    }

    @Test void eachWayOfGivingItWasUsed() {
        assertThat(delivered).contains("DELIVERED");
        assertThat(asked).contains("live      r1 in blue");
        assertThat(refused).contains("refused the log-in");
    }

    @Test void noneIsAmongTheArgumentsOrInTheEnvironmentOfAProcess() throws Exception {
        canaries.assertProcessesAreClean();
        assertThat(canaries.watch.saw("embedded-router")).as("the router was seen").isPresent();
        assertThat(canaries.watch.saw(SteeredRelease.class.getName())).as("a release was seen").isPresent();
    }
}
