package io.jenkins.plugins.greenlight.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {
    private static final DeploySettings SETTINGS = World.settings("errors < 2%", "requests >= 100");

    private static Plan plan(Optional<History.Placed> previous) {
        return plan(previous, "n-1");
    }

    private static Plan plan(Optional<History.Placed> previous, String run) {
        return new Plan("shop", "production", "production-7", World.release(2).with(SETTINGS.config()), Slot.GREEN, previous,
                SETTINGS, previous.map(any -> SETTINGS), run);
    }

    private static JournalEntry entry(Plan plan, Map<String, Object> facts) {
        return new JournalEntry(3, Instant.EPOCH, 7, plan.deployment(), JournalEntry.Kind.MOVE, Optional.empty(),
                Optional.of(DeployState.PLANNED), Cause.PLAN, "as planned", plan.candidate(), plan.slot(), facts);
    }

    private static JournalEntry throughTheFile(JournalEntry entry) {
        return EntryJson.read(Json.read(Json.writePretty(EntryJson.write(entry)), "journal"));
    }

    @Test void comesBackFromTheJournalAsItWas() {
        var plan = plan(Optional.of(new History.Placed(World.release(1), Slot.BLUE)));

        assertThat(Plan.of(throughTheFile(entry(plan, plan.facts())))).isEqualTo(plan);
    }

    @Test void comesBackWithoutAPreviousReleaseToo() {
        var plan = plan(Optional.empty());

        assertThat(Plan.of(throughTheFile(entry(plan, plan.facts())))).isEqualTo(plan);
    }

    @Test void comesBackWithoutARunToo() {
        var plan = plan(Optional.empty(), "");

        assertThat(plan.facts()).doesNotContainKey("run");
        assertThat(Plan.of(throughTheFile(entry(plan, plan.facts())))).isEqualTo(plan);
    }

    @Test void keepsWhoElseIsAskedThroughJson() {
        var metrics = new DeploySettings.Metrics(URI.create("http://127.0.0.1:9090/prom"), Duration.ofSeconds(20),
                List.of(new DeploySettings.Query("latency", "x{release=\"${release}\"}", "max(timestamp(x))", "s"),
                        new DeploySettings.Query("queue", "y", "", "")));
        var watch = SETTINGS.watch();
        var settings = SETTINGS.with(new DeploySettings.Watch(watch.duration(), watch.interval(), watch.minSamples(), watch.checks(),
                Optional.of(metrics), DeploySettings.OnUnknown.BACK));

        assertThat(SettingsJson.read(Json.read(Json.write(SettingsJson.write(settings)), "settings"))).isEqualTo(settings);
    }

    @Test void keepsEverySettingThroughJson() {
        var text = Json.write(SettingsJson.write(SETTINGS));

        assertThat(SettingsJson.read(Json.read(text, "settings"))).isEqualTo(SETTINGS);
    }

    @Test void refusesAnEntryWithoutAPlan() {
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> Plan.of(entry(plan(Optional.empty()), Map.of())))
                .withMessageContaining("plan in journal entry 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"target", "slots", "routerPort", "adminPort", "health", "smoke", "watch", "environment", "releaseHeader",
        "drainMillis", "graceMillis", "state"})
    void refusesSettingsOfWhichOneIsMissing(String key) {
        var map = SettingsJson.write(SETTINGS);
        map.remove(key);

        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> SettingsJson.read(Json.read(Json.write(map), "settings")))
                .withMessageContaining(key);
    }

    @Test void aMigrationComesBackFromTheJournal() {
        var settings = SETTINGS.with(new Migration("7", Map.of(Migration.Step.CONTRACT, List.of("psql", "-f", "a b")),
                new ReleaseConfig(Map.of("A", "b"), Map.of(), Map.of("S", "s@1")), Duration.ofMinutes(3), "/b", 5));

        assertThat(SettingsJson.read(Json.read(Json.write(SettingsJson.write(settings)), "settings"))).isEqualTo(settings);
    }
}
