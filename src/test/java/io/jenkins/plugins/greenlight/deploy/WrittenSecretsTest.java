package io.jenkins.plugins.greenlight.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release that writes its own secrets and dies: its last lines go into the journal and the report, the secrets do not. */
class WrittenSecretsTest {
    @TempDir private Path folder;
    private World world;
    private Path secret;

    @BeforeEach void oneIsLiveAndTheNextHasASecret() throws Exception {
        secret = Files.createDirectories(folder.resolve("secrets/db-password")).resolve("7");
        Files.writeString(secret, "hunter2-and-more\n");
        world = new World(folder.resolve("state"));
        world.deploy(1);
        world.runtime.wrote = List.of("no log-in with hunter2-and-more", "Authorization: Basic dXNlcjpodW50ZXIyLWFuZC1tb3Jl");
    }

    private DeployResult deploy() throws Exception {
        var site = World.settings().site();
        var settings = World.settings().at(new DeploySite(site.target(), site.slots(), site.router(), site.docker(), "", "",
                folder.resolve("secrets").toString())).with(new ReleaseConfig(Map.of(), Map.of(), Map.of("DB_PASSWORD", "db-password@7")));
        return world.engine().deploy(World.release(2), Path.of("image.tar"), settings);
    }

    private void assertHidden(DeployResult result) throws Exception {
        assertThat(result.reason()).contains("no log-in with ****", "Authorization: Basic dXNlcjp****").doesNotContain("hunter2", "odW50ZXIy");
        assertThat(Journal.open(world.store).entries()).extracting(JournalEntry::reason).noneMatch(reason -> reason.contains("hunter2"));
    }

    @Test void areHiddenWhenItEndsAtOnce() throws Exception {
        world.runtime.endsAtOnce = true;

        assertHidden(deploy());
    }

    @Test void areHiddenWhenItDiesBeforeItIsAsked() throws Exception {
        world.runtime.dyingAtOnce.add(World.release(2).id());

        assertHidden(deploy());
    }

    @Test void areNotShownWhenTheyCannotBeReadAnyMore() throws Exception {
        world.runtime.dyingAtOnce.add(World.release(2).id());
        world.runtime.afterStart = () -> secret.toFile().delete();

        assertThat(deploy().reason()).contains("died at once", "What it wrote is not shown", secret.toString()).doesNotContain("hunter2");
    }
}
