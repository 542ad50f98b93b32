package io.jenkins.plugins.greenlight.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTest {
    @TempDir Path folder;
    private World world;

    @BeforeEach void oneDeployment() throws Exception {
        world = new World(folder);
        world.deploy(1);
    }

    private void rewrite(String from, String to) throws Exception {
        var stored = world.store.read(Audit.KEY).orElseThrow();
        assertThat(stored.text()).contains(from);
        world.store.write(Audit.KEY, stored.version(), stored.text().replaceFirst(java.util.regex.Pattern.quote(from), to));
    }

    @Test void holdsALineForEveryJournalEntry() throws Exception {
        var entries = Journal.open(world.store).entries();

        var audit = new Audit(world.store);

        assertThat(audit.head().length()).isEqualTo(entries.size());
        assertThat(audit.problem()).isEmpty();
    }

    @Test void findsAChangedWord() throws Exception {
        rewrite("MOVE SWITCHING", "MOVE MIGRATING");

        assertThat(new Audit(world.store).problem()).get().asString().contains("was changed");
    }

    @Test void findsAnotherActor() throws Exception {
        rewrite("\"actor\" : \"test\"", "\"actor\" : \"nobody\"");

        assertThat(new Audit(world.store).problem()).get().asString().startsWith("Line 1 ");
    }

    @Test void catchesUpWhatACrashLeftOut() throws Exception {
        var entries = Journal.open(world.store).entries();
        var fresh = new World(folder.resolve("other"));

        new Audit(fresh.store).catchUp(entries.subList(0, 3), "test");
        var head = new Audit(fresh.store).catchUp(entries, "test");

        assertThat(head).isEqualTo(new Audit(world.store).head());
    }
}
