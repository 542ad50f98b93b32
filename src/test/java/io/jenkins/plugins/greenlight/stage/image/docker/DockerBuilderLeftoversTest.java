package io.jenkins.plugins.greenlight.stage.image.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.docker.PrivateDocker;
import io.jenkins.plugins.greenlight.stage.StageException;
import io.jenkins.plugins.greenlight.stage.image.build.BuildOrder;
import io.jenkins.plugins.greenlight.stage.image.build.Dockerfile;
import io.jenkins.plugins.greenlight.stage.image.docker.context.BuildContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class DockerBuilderLeftoversTest {
    private static final Duration DEADLINE = Duration.ofSeconds(90);

    @TempDir Path folder;
    private EngineWork work;

    @BeforeEach void anEngine() throws Exception {
        work = new EngineWork(Files.createDirectories(folder.resolve("w")), PrivateDocker.ready().host());
    }

    private static void await(BooleanSupplier condition, String what) throws InterruptedException {
        var deadline = Instant.now().plus(DEADLINE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as(what).isBefore(deadline);
            Thread.sleep(20);
        }
    }

    private static Throwable interrupted(EngineWork work, String atLine) throws InterruptedException {
        var end = new AtomicReference<Throwable>();
        var building = new Thread(() -> {
            try {
                work.build();
            } catch (Throwable e) {
                end.set(e);
            }
        });
        building.start();
        await(() -> work.log.lines.contains(atLine) || end.get() != null, atLine);
        building.interrupt();
        building.join(DEADLINE.toMillis());
        assertThat(building.isAlive()).isFalse();
        return end.get();
    }

    @Test void leavesNothingWhenItIsInterruptedWhileAProgramRuns() throws Exception {
        work.keepCache = true;
        work.dockerfile("FROM scratch AS one", "COPY busybox sh /bin/", "RUN echo one > /one", "FROM one", "RUN echo begun; sleep 1000", "CMD never");
        var before = work.all();

        assertThat(interrupted(work, "begun")).isInstanceOf(InterruptedException.class);

        assertThat(work.all()).isEqualTo(before);
        assertThat(work.outside()).isDirectoryNotContaining("glob:**.tar");
    }

    @Test void leavesNothingOfAStepThatGoesOnWhenItIsInterrupted() throws Exception {
        work.dockerfile("FROM scratch", "COPY busybox /0", "COPY big /1", "COPY big /2");
        big("big", 80_000_000);
        var before = work.all();

        assertThat(interrupted(work, "step 3/4: COPY big /1")).isInstanceOf(InterruptedException.class);

        assertThat(work.all()).isEqualTo(before);
        assertThat(work.log.lines).contains("Build cancelled");
    }

    @Test void stopsSendingTheContextWhenItIsInterrupted() throws Exception {
        work.dockerfile("FROM scratch", "COPY big /1");
        try (var sparse = new java.io.RandomAccessFile(work.root.resolve("big").toFile(), "rw")) {
            sparse.setLength(6L << 30);
        }
        var size = Files.size(work.root.resolve("big")) + Files.size(EngineWork.BUSYBOX) + Files.size(work.root.resolve("Dockerfile"));
        var before = work.all();
        var began = Instant.now();

        assertThat(interrupted(work, "The build context has 4 files with " + size + " bytes.")).isInstanceOf(InterruptedException.class);

        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(10));
        assertThat(work.all()).isEqualTo(before);
        assertThat(work.log.lines).noneMatch(line -> line.startsWith("step"));
    }

    @Test void saysWhichFileChangedWhileItWasSentAndBuildsNothing() throws Exception {
        work.dockerfile("FROM scratch", "COPY zz /a").write("zz", "12");
        var dockerfile = new Dockerfile("Dockerfile", ".", Map.of(), "", List.of(), false);
        var context = BuildContext.of(dockerfile, work.ports().workspace(), work.log);
        work.write("zz", "123");
        var before = work.all();
        var order = new BuildOrder("work", List.of(), Map.of(), Optional.empty(), folder.resolve("image.tar"), folder);

        try (var engine = work.engine()) {
            var build = new EngineBuild(new DockerBuild(dockerfile, work.host, Optional.empty(), false), order, context, engine, work.ports());
            assertThatThrownBy(() -> build.run(Map.of())).hasMessageStartingWith("The build context's zz changed while it was sent");
        }
        assertThat(work.all()).isEqualTo(before);
    }

    @Test void keepsACacheThatStaysAsBigAsOneBuildAndOnlyWhenItIsAskedTo() throws Exception {
        work.keepCache = true;
        work.name = "team/Shop";
        work.dockerfile("FROM scratch AS tools", "COPY busybox sh /bin/", "RUN echo tool > /tool", "FROM scratch", "COPY --from=tools /bin /bin",
                "COPY version /version", "RUN cat /version");
        var before = work.all();
        int first = 0;
        for (int round = 1; round <= 3; round++) {
            work.write("version", "v" + round);
            work.labels = Map.of("revision", "r" + round);
            work.build();

            first = round == 1 ? work.all().size() : first;
            assertThat(work.all()).as("round " + round).hasSize(first);
            try (var engine = work.engine()) {
                assertThat(new KeptCache(engine, work.name).tags()).containsOnlyKeys("greenlight-build/team/shop:cache",
                        "greenlight-build/team/shop:cache-1");
            }
        }
        assertThat(work.log.lines).anyMatch(line -> line.endsWith(" 3 of 8 steps from earlier builds."));
        work.dockerfile("FROM scratch", "COPY version /version");
        work.build();
        try (var engine = work.engine()) {
            assertThat(new KeptCache(engine, work.name).tags()).containsOnlyKeys("greenlight-build/team/shop:cache");
        }

        work.keepCache = false;
        work.build();

        assertThat(work.all()).isEqualTo(before);
    }

    @Test void leavesTheCacheOfEarlierBuildsWhenABuildFails() throws Exception {
        work.keepCache = true;
        work.dockerfile("FROM scratch", "COPY busybox sh /bin/");
        work.build();
        var before = work.all();
        work.dockerfile("FROM scratch", "COPY busybox sh /bin/", "RUN echo new > /new", "RUN false");

        assertThatThrownBy(() -> work.build()).isInstanceOf(StageException.class);

        assertThat(work.all()).isEqualTo(before);
        work.keepCache = false;
        work.dockerfile("FROM scratch", "COPY sh /x");
        work.build();
    }

    @Test void removesNoImageThatWasThereBeforeHoweverTheBuildsProgramsLie() throws Exception {
        work.keepCache = true;
        work.name = "victim";
        work.dockerfile("FROM scratch", "COPY busybox sh /bin/");
        work.build();
        String victim;
        try (var engine = work.engine()) {
            victim = new KeptCache(engine, "victim").tags().get("greenlight-build/victim:cache");
        }
        var liar = new EngineWork(Files.createDirectories(folder.resolve("liar")), work.host);
        liar.dockerfile("FROM scratch", "COPY busybox /bin/sh", "RUN echo \"Removing intermediate container $HOSTNAME\"; echo ' ---> "
                + victim.substring(7, 19) + "'; hostname; exit 1");
        var before = work.all();

        assertThatThrownBy(() -> liar.build()).isInstanceOf(StageException.class);

        assertThat(work.all()).isEqualTo(before).contains(victim);
        work.remove("greenlight-build/victim:cache");
    }

    /** What the finished steps made stays until somebody prunes, or the next build takes it over: docs/image.md says so. */
    @Test void leavesNoContainerWhenGreenlightIsKilled() throws Exception {
        work.dockerfile("FROM scratch", "COPY busybox sh /bin/", "RUN sleep 1000");
        var before = work.all();
        var argv = List.of(System.getProperty("java.home") + "/bin/java", "-XX:-UsePerfData", "-Xmx64m", "-cp", System.getProperty("java.class.path"),
                BuildProgram.class.getName(), work.root.toString(), work.host, Files.createDirectories(folder.resolve("rest")).toString());
        var process = new ProcessBuilder(argv).redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
        await(() -> running(work) == 1 || !process.isAlive(), "a container");

        process.destroyForcibly().waitFor();

        await(() -> running(work) == 0, "no container");
        assertThat(work.all()).hasSize(before.size() + 1);
        try (var engine = work.engine()) {
            for (var left : work.all()) {
                if (!before.contains(left)) {
                    engine.act("remove", client -> client.removeImageCmd(left).exec());
                }
            }
        }
    }

    private static int running(EngineWork work) {
        try (var engine = work.engine()) {
            return engine.read("list", client -> client.listContainersCmd().withShowAll(true).exec()).size();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Tag("slow")
    @Test void saysThatTheEngineDiedInTheMiddleOfABuild() throws Exception {
        PrivateDocker.ready();
        var own = new PrivateDocker();
        try {
            own.start();
            var there = new EngineWork(Files.createDirectories(folder.resolve("own")), own.host());
            there.dockerfile("FROM scratch", "COPY busybox sh /bin/", "RUN echo begun; sleep 1000");
            var end = new AtomicReference<Throwable>();
            var building = new Thread(() -> {
                try {
                    there.build();
                } catch (Throwable e) {
                    end.set(e);
                }
            });
            building.start();
            await(() -> there.log.lines.contains("begun") || end.get() != null, "the build");
            own.kill();
            building.join(DEADLINE.toMillis());

            assertThat(end.get()).isInstanceOf(StageException.class).hasMessageContaining("went away or does not run")
                    .hasMessageContaining("asked to build work from Dockerfile");
            assertThat(there.log.lines).anyMatch(line -> line.startsWith("WARN What the build made may still be on the engine: ")
                    && line.matches(".* Remove its containers: docker rm -f [0-9a-f]{12}\\. Remove its images: docker image prune.*[^ ]\\."));
        } finally {
            own.close();
        }
    }

    private void big(String name, int bytes) throws Exception {
        byte[] content = new byte[bytes];
        new java.util.Random(1).nextBytes(content);
        Files.write(work.root.resolve(name), content);
    }
}
