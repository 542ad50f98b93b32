package io.jenkins.plugins.greenlight.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.gate.Measure;
import io.jenkins.plugins.greenlight.gate.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of a watch, and whom it believes. */
class WatchingTest {
    private final WatchStage stage = new WatchStage(1);

    private double measured(DeployResult result, String name) {
        return result.watched().named(name).flatMap(m -> m.value().stream().boxed().findFirst()).orElse(-1.0);
    }

    @Test void looksAtTheCountersWithinASecondOfTheSwitch() throws Exception {
        var first = new ArrayList<Instant>();
        var sent = new Instant[1];
        stage.world.router.afterSend = () -> sent[0] = stage.world.time.instant();
        stage.at(0, () -> stage.world.router.told = counters -> {
            first.add(stage.world.time.instant());
            return counters;
        });

        stage.play();

        assertThat(Duration.between(sent[0], first.get(0))).isLessThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(first).as("and every 250 ms from then on").hasSizeGreaterThanOrEqualTo(20);
    }

    @Test void isNotKeptFromLiveByRequestsThatStillDrain() throws Exception {
        stage.at(0, () -> stage.world.router.open.put(Slot.BLUE, 3L));

        var result = stage.play();

        assertThat(result.delivered()).isTrue();
        assertThat(stage.sinceWatching()).isLessThan(stage.duration.plusSeconds(1));
        assertThat(stage.world.runningReleases()).containsExactly("r1", "r2");
    }

    @Test void measuresWhatAReportNeeds() throws Exception {
        stage.conduct.failover = true;
        stage.at(1_000, () -> stage.world.router.countElsewhere(Slot.GREEN));

        var result = stage.play();

        assertThat(result.delivered()).isTrue();
        assertThat(result.watched().all().stream().map(Measure::name)).containsExactly("errors", "requests", "elsewhere", "probes", "p95");
        assertThat(measured(result, "elsewhere")).isEqualTo(1);
        assertThat(measured(result, "p95")).isEqualTo(5);
        assertThat(measured(result, "requests")).isGreaterThan(900);
        assertThat(result.reason()).contains("the router, not Greenlight, took 1 requests away from r2");
    }

    @Test void showsHowTheShareOfErrorsWent() throws Exception {
        stage.duration = Duration.ofMinutes(3);
        stage.at(120_000, () -> stage.conduct.of(2).errorPercent = 50);

        var course = stage.play().course();

        assertThat(course).hasSizeBetween(100, 240);
        assertThat(course.get(10).errors()).isZero();
        assertThat(course.get(course.size() - 1).since()).isGreaterThan(Duration.ofSeconds(118));
    }

    @Test void saysThatTheRouterMovedUsersBeforeGreenlightDid() throws Exception {
        stage.conduct.failover = true;
        stage.at(1_000, () -> stage.conduct.of(2).errorPercent = 30);

        var result = stage.play();

        assertThat(result.state()).contains(DeployState.ROLLED_BACK);
        assertThat(result.reason()).containsPattern("the router, not Greenlight, took \\d+ requests away from r2 after it had failed them");
    }

    @Test void believesAProbeThatThePreviousReleaseAnsweredForACandidateOnTrial() throws Exception {
        stage.world.users = false;
        stage.conduct.failover = true;
        stage.at(1_000, () -> {
            stage.conduct.uncounted = true;
            stage.conduct.of(2).errorPercent = 100;
        });

        var result = stage.play();

        assertThat(result.state()).contains(DeployState.ROLLED_BACK);
        assertThat(result.reason()).containsPattern("r2 failed \\d+ of the last 10 probes");
        assertThat(stage.sinceWatching()).isLessThan(Duration.ofSeconds(3));
    }

    @Test void findsAHangWithoutASingleUser() throws Exception {
        stage.world.users = false;
        stage.at(1_500, () -> stage.conduct.of(2).hangs = true);

        var result = stage.play();

        assertThat(result.state()).contains(DeployState.ROLLED_BACK);
        assertThat(stage.sinceWatching()).isLessThan(Duration.ofMillis(4_500));
    }

    @Test void isLiveWithAWarningWhenTheSecondSourceIsSilentAndAllElseIsWell() throws Exception {
        stage.metrics(Sources.missing("nothing accepts connections"), "latency", "ms", "latency < 300 ms");

        var result = stage.play();
        var again = stage.world.resume();

        assertThat(result.delivered()).isTrue();
        assertThat(result.check("production").outcome()).isEqualTo(Outcome.WARNED);
        assertThat(result.check("production").advice()).contains("latency not measured", "not measured: latency: nothing accepts connections");
        assertThat(again.check("production").outcome()).as("told again").isEqualTo(Outcome.WARNED);
    }

    @Test void isLiveWithoutAWarningWhenTheSecondSourceIsGoodToo() throws Exception {
        stage.metrics(Sources.good(stage), "latency", "ms", "latency < 300 ms");

        var result = stage.play();

        assertThat(result.check("production").outcome()).isEqualTo(Outcome.PASSED);
        assertThat(measured(result, "latency")).isEqualTo(100);
        assertThat(result.reason()).contains("latency 100.00 ms (required < 300.00 ms)");
    }

    @Test void goesBackAsInconclusiveWhenItIsSilentAndThatIsWanted() throws Exception {
        stage.metrics(Sources.missing("NaN is no number"), "latency", "ms", "latency < 300 ms");
        stage.onUnknown = DeploySettings.OnUnknown.BACK;

        var result = stage.play();

        assertThat(result.state()).contains(DeployState.ROLLED_BACK);
        assertThat(result.cause()).isEqualTo(Cause.UNMEASURED);
        assertThat(result.reason()).contains("r2 could not be judged").contains("not measured: latency: NaN is no number");
    }

    @Test void goesBackWhenTheSecondSourceSaysNoAtTheEnd() throws Exception {
        stage.metrics(Sources.slow(stage), "latency", "ms", "latency < 300 ms");

        var result = stage.play();

        assertThat(result.state()).contains(DeployState.ROLLED_BACK);
        assertThat(result.cause()).isEqualTo(Cause.GATE);
        assertThat(result.reason()).contains("latency 900.00 ms (required < 300.00 ms)");
    }

    @Test void goesBackEarlyWhenTheSecondSourceSaysNoTwice() throws Exception {
        stage.duration = Duration.ofMinutes(2);
        stage.metrics(Sources.slow(stage), "latency", "ms", "latency < 300 ms");

        var result = stage.play();

        assertThat(result.state()).contains(DeployState.ROLLED_BACK);
        assertThat(stage.sinceWatching()).isLessThan(Duration.ofSeconds(12));
    }

    @Test void asksTheSameSourceAfterAResume() throws Exception {
        var asked = new ArrayList<Evidence.Question>();
        stage.metrics(question -> {
            asked.add(question);
            return Sources.good(stage).ask(question);
        }, "latency", "ms", "latency < 300 ms");
        stage.at(1_000, () -> {
            throw new SimulatedCrash("watching");
        });
        try {
            stage.play();
        } catch (SimulatedCrash dead) {
            asked.clear();
        }
        stage.at(1_000, () -> { });

        var result = stage.world.resume();

        assertThat(result.delivered()).as(result.reason()).isTrue();
        assertThat(asked).isNotEmpty();
        assertThat(asked.get(0).metrics()).isEqualTo(stage.metrics.orElseThrow());
        assertThat(asked.get(0).release().value()).isEqualTo("r2");
    }

    @Test void staysWithAWarningWhenWhatBothDependOnIsDownForGood() throws Exception {
        stage.at(1_000, () -> stage.conduct.dependency.add("/products"));

        var result = stage.play();

        assertThat(result.check("production").outcome()).isEqualTo(Outcome.WARNED);
        assertThat(result.reason()).contains("r1 in blue fails in the same way: it is no worse");
        assertThat(stage.sinceWatching()).as("twice the duration").isGreaterThanOrEqualTo(stage.duration.multipliedBy(2));
        assertThat(stage.world.said).anyMatch(line -> line.startsWith("WARN") && line.contains("users stay, and this is not counted"));
    }

    @Test void doesNotExcuseACandidateByTroubleOfThePreviousReleaseThatIsNotItsOwn() throws Exception {
        stage.smoke = List.of("GET /products", "GET /basket");
        stage.conduct.paths = List.of("/health", "/products", "/basket");
        stage.at(1_000, () -> {
            stage.conduct.of(1).bad.add("/products");
            stage.conduct.of(2).bad.add("/basket");
        });

        var result = stage.play();

        assertThat(result.state()).contains(DeployState.ROLLED_BACK);
        assertThat(stage.badFor()).isLessThanOrEqualTo(Duration.ofSeconds(3));
    }

    @Test void doesNotExcuseACandidateThatIsWorse() throws Exception {
        stage.smoke = List.of("GET /products", "GET /basket");
        stage.conduct.paths = List.of("/health", "/products", "/basket");
        stage.at(1_000, () -> {
            stage.conduct.dependency.add("/products");
            stage.conduct.of(2).bad.add("/basket");
        });

        assertThat(stage.play().state()).contains(DeployState.ROLLED_BACK);
        assertThat(stage.badFor()).isLessThanOrEqualTo(Duration.ofSeconds(3));
    }

    @Test void doesNotExcuseACandidateByAPreviousReleaseThatIsDead() throws Exception {
        stage.at(1_000, () -> {
            stage.conduct.of(2).errorPercent = 50;
            stage.world.runtime.kill(World.release(1).id());
        });

        var result = stage.play();

        assertThat(result.halted()).isTrue();
        assertThat(result.reason()).contains("r1 in blue does not run");
    }

    @Test void goesBackWhenOnlyTheCandidateStaysBadAfterASharedBlip() throws Exception {
        stage.duration = Duration.ofSeconds(10);
        stage.at(1_000, () -> stage.conduct.dependency.add("/products"));
        stage.at(3_000, () -> {
            stage.conduct.dependency.clear();
            stage.conduct.of(2).bad.add("/products");
        });

        var result = stage.play();

        assertThat(result.state()).contains(DeployState.ROLLED_BACK);
        assertThat(stage.sinceWatching()).as("the last three seconds may still excuse it").isLessThan(Duration.ofMillis(6_500));
    }

    @Test void saysHowACandidateDied() throws Exception {
        stage.at(1_000, () -> {
            stage.world.runtime.exit = "it was killed for want of memory (exit code 137)";
            stage.world.runtime.kill(World.release(2).id());
        });

        var result = stage.play();

        assertThat(result.reason()).contains("r2 died while it had users: it was killed for want of memory (exit code 137). Its last lines:");
        assertThat(stage.badFor()).isLessThan(Duration.ofSeconds(1));
    }

    @Test void doesNotShortenTheWatchWhenTheClockLeaps() throws Exception {
        var looks = new int[1];
        stage.at(0, () -> stage.world.router.told = counters -> {
            looks[0]++;
            return counters;
        });
        stage.at(500, () -> stage.world.time.leap(Duration.ofSeconds(20)));

        assertThat(stage.play().delivered()).isTrue();
        assertThat(looks[0]).as("a leap counts as three seconds at most").isGreaterThanOrEqualTo(8);
    }

    @Test void looksLongerWhenFewFailuresOfFewRequestsAreTooManyInPercent() throws Exception {
        stage.world.users = false;
        stage.at(2_000, () -> stage.world.router.count(Slot.GREEN, 0, 1, 0));

        var result = stage.play();

        assertThat(result.delivered()).isTrue();
        assertThat(stage.sinceWatching()).isGreaterThan(stage.duration);
        assertThat(measured(result, "errors")).isBetween(0.1, 0.999);
    }
}
