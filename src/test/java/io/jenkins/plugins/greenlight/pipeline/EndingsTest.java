package io.jenkins.plugins.greenlight.pipeline;

import static io.jenkins.plugins.greenlight.report.Ending.BAD_INPUT;
import static io.jenkins.plugins.greenlight.report.Ending.BLOCKED;
import static io.jenkins.plugins.greenlight.report.Ending.DELIVERED;
import static io.jenkins.plugins.greenlight.report.Ending.ERROR;
import static io.jenkins.plugins.greenlight.report.Ending.GATE_FAILED;
import static io.jenkins.plugins.greenlight.report.Ending.HALTED;
import static io.jenkins.plugins.greenlight.report.Ending.INCONCLUSIVE;
import static io.jenkins.plugins.greenlight.report.Ending.ROLLED_BACK;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.deploy.Crashpoint;
import io.jenkins.plugins.greenlight.deploy.DeployState;
import io.jenkins.plugins.greenlight.deploy.Deployer;
import io.jenkins.plugins.greenlight.deploy.World;
import io.jenkins.plugins.greenlight.gate.Outcome;
import io.jenkins.plugins.greenlight.report.Ending;
import io.jenkins.plugins.greenlight.stage.StageId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The eight endings, more ways into them, and every two at once: the exit code, the report and what people are told. */
@Tag("slow")
class EndingsTest {
    private interface Given {
        void in(Delivery delivery) throws Exception;
    }

    /** The order in which one wins over those after it, written down again: not taken from the enum. */
    private static final List<Ending> ORDER = List.of(HALTED, ROLLED_BACK, ERROR, BLOCKED, BAD_INPUT, GATE_FAILED, INCONCLUSIVE, DELIVERED);
    private static final Map<Ending, Integer> EXIT_CODES = Map.of(HALTED, 13, ROLLED_BACK, 12, ERROR, 1, BLOCKED, 20, BAD_INPUT, 2,
            GATE_FAILED, 10, INCONCLUSIVE, 11, DELIVERED, 0);
    /** By what a release that is to go to production does there; nothing for what cannot come from there. */
    private static final Map<Ending, Given> IN_PRODUCTION = new EnumMap<>(Map.of(
            HALTED, d -> {
                bad(d.production);
                at(d.production, DeployState.WATCHING, () -> d.production.runtime.kill(World.release(1).id()));
            },
            ROLLED_BACK, d -> bad(d.production),
            ERROR, d -> d.production.runtime.refusesStart = true,
            BLOCKED, d -> d.production.leaseHeldBy("anna"),
            GATE_FAILED, d -> d.production.runtime.unhealthy.add(World.release(2).id()),
            DELIVERED, d -> { }));
    private static final Map<Ending, Given> IN_SECURITY = new EnumMap<>(Map.of(
            ERROR, d -> d.reachable = false,
            GATE_FAILED, d -> d.findings(1),
            INCONCLUSIVE, d -> d.delete("scan.sarif"),
            DELIVERED, d -> d.findings(0)));
    private static final Map<Ending, Given> IN_COVERAGE = new EnumMap<>(Map.of(
            GATE_FAILED, d -> d.covered(79),
            INCONCLUSIVE, d -> d.delete("jacoco.xml"),
            DELIVERED, d -> d.covered(80)));

    @TempDir Path folder;
    private Delivery delivery;

    @BeforeEach void releaseOneIsLive() throws Exception {
        delivery = new Delivery(folder);
        assertThat(delivery.staging.deploy(1).delivered()).isTrue();
        assertThat(delivery.production.deploy(1).delivered()).isTrue();
    }

    static Stream<Arguments> ways() {
        var ways = new LinkedHashMap<String, Arguments>();
        add(ways, "every stage passes", DELIVERED, d -> { });
        IN_PRODUCTION.forEach((ending, given) -> add(ways, "production ends " + ending, ending, given));
        IN_SECURITY.forEach((ending, given) -> add(ways, "security ends " + ending, ending, given));
        add(ways, "the configuration is wrong", BAD_INPUT, d -> d.sections.put(StageId.COVERAGE, "coverage: {checks: [\"lines >= 80%\"]}"));
        add(ways, "staging takes a release back that has no real users", GATE_FAILED, d -> bad(d.staging));
        add(ways, "the journal cannot be written while users are moved", HALTED, d -> at(d.production, DeployState.SWITCHING,
                () -> d.production.store.full = true));
        add(ways, "the state is gone while users are moved", HALTED, d -> at(d.production, DeployState.SWITCHING,
                () -> d.production.store.gone = true));
        add(ways, "the engine stumbles while users are moved", HALTED, d -> at(d.production, DeployState.SWITCHING, () -> {
            throw new IllegalStateException("stumbled");
        }));
        add(ways, "the journal cannot be written before a user is moved", ERROR, d -> at(d.production, DeployState.STARTING,
                () -> d.production.store.full = true));
        add(ways, "the lease is lost in the middle", BLOCKED, d -> at(d.production, DeployState.SWITCHING, () -> takeOver(d.production)));
        add(ways, "no stage is configured", INCONCLUSIVE, d -> d.without(StageId.SECURITY, StageId.COVERAGE, StageId.IMAGE,
                StageId.LOAD, StageId.STAGING, StageId.PRODUCTION));
        add(ways, "a stage stumbles over what nobody expected", ERROR, d -> d.when.put("== Image", () -> {
            throw new IllegalArgumentException("stumbled");
        }));
        add(ways, "the image does not start for its load test", ERROR, d -> d.loaded.refusesStart = true);
        add(ways, "every answer under load is an error", GATE_FAILED, d -> d.loaded.status = 500);
        add(ways, "the release dies at once", GATE_FAILED, d -> d.production.runtime.dyingAtOnce.add(World.release(2).id()));
        add(ways, "staging cannot judge a release", INCONCLUSIVE, d -> hardToJudge(d, StageId.STAGING));
        add(ways, "production cannot judge a release that had users", ROLLED_BACK, d -> hardToJudge(d, StageId.PRODUCTION));
        IN_PRODUCTION.forEach((ending, given) -> {
            add(ways, "production ends " + ending + " after gates that only watch", ending, d -> {
                onlyWatching(d);
                given.in(d);
            });
            add(ways, "production ends " + ending + " and nobody can be told", ending, d -> {
                d.write("outbox", "in the way of the folder");
                given.in(d);
            });
            add(ways, "production ends " + ending + " and telling stumbles", ending, d -> {
                d.when.put("== Notify", () -> {
                    throw new IllegalStateException("stumbled");
                });
                given.in(d);
            });
        });
        IN_SECURITY.forEach((one, first) -> IN_COVERAGE.forEach((other, second) ->
                add(ways, "security ends " + one + ", coverage " + other, wins(one, other), d -> {
                    first.in(d);
                    second.in(d);
                })));
        return ways.values().stream();
    }

    private static void add(Map<String, Arguments> ways, String name, Ending ending, Given given) {
        ways.put(name, Arguments.of(name, ending, given));
    }

    private static Ending wins(Ending one, Ending other) {
        return ORDER.indexOf(one) <= ORDER.indexOf(other) ? one : other;
    }

    @ParameterizedTest(name = "{1} when {0}")
    @MethodSource("ways")
    void endsAs(String name, Ending expected, Given given) throws Exception {
        given.in(delivery);

        int exitCode = delivery.run();

        var report = delivery.report();
        assertThat(report.ending()).as(String.join("\n", delivery.said)).isEqualTo(expected);
        assertThat(exitCode).isEqualTo(EXIT_CODES.get(expected)).isEqualTo(expected.exitCode());
        assertThat(Delivery.violations(delivery.reportFile())).isEmpty();
        assertThat(delivery.said.get(delivery.said.size() - 1)).startsWith(expected + " (exit " + exitCode + "): ");
        var notify = report.stages().stream().filter(stage -> stage.id() == StageId.NOTIFY).toList();
        if (expected == BAD_INPUT) {
            assertThat(notify).isEmpty();
            assertThat(delivery.told()).isEmpty();
        } else {
            assertThat(notify).hasSize(1).allMatch(told -> told.ending() == DELIVERED);
            boolean reached = notify.get(0).verdict().outcome() == Outcome.PASSED;
            assertThat(reached).isNotEqualTo(name.contains("nobody can be told") || name.contains("telling stumbles"));
            assertThat(delivery.told()).isEqualTo(reached ? List.of(expected.name()) : List.of());
        }
    }

    static Stream<Arguments> pairs() {
        var pairs = new ArrayList<Arguments>();
        for (var first : ORDER) {
            ORDER.subList(ORDER.indexOf(first) + 1, ORDER.size()).forEach(second -> pairs.add(Arguments.of(first, second)));
        }
        return pairs.stream();
    }

    @ParameterizedTest(name = "{0} wins over {1}")
    @MethodSource("pairs")
    void theFirstInTheOrderWins(Ending first, Ending second) {
        assertThat(Ending.first(List.of(first, second))).isEqualTo(first);
        assertThat(Ending.first(List.of(second, first))).isEqualTo(first);
        assertThat(Ending.first(List.of(second, first, second))).isEqualTo(first);
    }

    @Test void everyEndingAndEveryPairIsTried() {
        assertThat(ways().map(way -> way.get()[1]).distinct()).containsExactlyInAnyOrder((Object[]) Ending.values());
        assertThat(pairs()).hasSize(Ending.values().length * (Ending.values().length - 1) / 2);
        assertThat(EXIT_CODES).hasSize(Ending.values().length);
    }

    @Test void whatWasHaltedByAFullDiskGoesOnWhenThereIsRoomAgain() throws Exception {
        at(delivery.production, DeployState.SWITCHING, () -> delivery.production.store.full = true);
        assertThat(delivery.run()).isEqualTo(HALTED.exitCode());
        delivery.production.store.full = false;
        delivery.production.crashpoint = Crashpoint.NONE;

        var result = new Deployer(delivery.open("shop", "production", null)).resume();

        assertThat(result.delivered()).isTrue();
        assertThat(delivery.production.liveRelease()).contains("r2");
    }

    private static void bad(World world) {
        world.runtime.errorPercent.put(World.release(2).id(), 30);
    }

    private static void hardToJudge(Delivery delivery, StageId where) {
        delivery.sections.computeIfPresent(where, (id, section) -> section.replace("duration: 5s", "duration: 5s, minSamples: 1000000"));
    }

    private static void at(World world, DeployState at, Runnable what) {
        world.crashpoint = (moment, state) -> {
            if (state == at && moment == Crashpoint.Moment.AFTER_ENTRY) {
                what.run();
            }
        };
    }

    /** A second engine, which believes that the first is dead. */
    private static void takeOver(World world) {
        world.crashpoint = Crashpoint.NONE;
        try {
            world.resume();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Nothing that the two gates find stops anything. */
    private static void onlyWatching(Delivery delivery) throws Exception {
        delivery.sections.put(StageId.SECURITY, "security: {reports: [scan.sarif], checks: [\"critical == 0\"], mode: observe}");
        delivery.sections.put(StageId.COVERAGE, "coverage: {reports: [nothing.xml], checks: [\"line >= 80%\"], onMissing: warn}");
        delivery.findings(3);
    }
}
