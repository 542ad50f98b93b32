package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.deploy.store.PostgresServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Journal, lease and audit in a database, images and router in a folder. */
@Tag("slow")
class DatabaseStateTest {
    private static PostgresServer server;
    private TestSite site;
    private String url;
    private Path passwords;

    @BeforeAll static void aServerOfOurOwn() throws Exception {
        server = PostgresServer.ready();
        server.start();
    }

    @AfterAll static void ended() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach void aSite() throws Exception {
        site = new TestSite();
        url = server.url("postgres").toString();
        passwords = Files.createFile(site.folder.resolve("pgpass"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwords, "127.0.0.1:" + server.port + ":*:postgres:" + PostgresServer.PASSWORD + "\n");
    }

    @AfterEach void closed() throws Exception {
        site.close();
    }

    private TestSite.Said engine(String... args) throws Exception {
        var engine = site.engine(site.emptyFolder(), List.of("-Dorg.postgresql.pgpassfile=" + passwords), args);
        return new TestSite.Said(engine.exitCode(), engine.said());
    }

    private TestSite.Said deliver(String release) throws Exception {
        var yaml = site.yaml(TestSite.Mode.GOOD).replace("state: " + site.state, "state: " + url + "\n  folder: " + site.state);
        return engine(TestSite.delivery("production", site.workspace(yaml), release));
    }

    @Test void deliversAndGoesBackWithTheDatabasesAddressAlone() throws Exception {
        var first = deliver("r1");
        var second = deliver("r2");
        var back = engine("rollback", "--state", url, "--app", site.app);
        var status = engine("status", "--state", url, "--app", site.app);

        assertThat(first.exitCode()).as(first.text()).isZero();
        assertThat(second.exitCode()).as(second.text()).isZero();
        assertThat(back.exitCode()).as(back.text()).isZero();
        assertThat(status.text()).contains("live      r1 in blue", "previous  r2 in green");
        assertThat(site.home).isDirectoryContaining("glob:**/runtime").isDirectoryNotContaining("glob:**/*.json");
    }

    @Test void takesThePasswordFromTheEnvironmentAndShowsItNowhere() throws Exception {
        var argv = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), Main.class.getName(), "status", "--state", url, "--app", site.app));

        var good = said(argv, PostgresServer.PASSWORD);
        var wrong = said(argv, "wrong-battery");

        assertThat(good).contains("The journal of " + site.app + " in " + url + " knows no deployment to production");
        assertThat(wrong).contains("refused the log-in", "PGPASSWORD").doesNotContain("wrong-battery");
    }

    private static String said(List<String> argv, String password) throws Exception {
        var builder = new ProcessBuilder(argv).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", password);
        var process = builder.start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text;
    }
}
