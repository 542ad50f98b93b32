package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.greenlight.cli.TestSite.Mode;
import io.jenkins.plugins.greenlight.config.ConfigReader;
import io.jenkins.plugins.greenlight.deploy.Crashpoint.Moment;
import io.jenkins.plugins.greenlight.deploy.DeployState;
import io.jenkins.plugins.greenlight.deploy.Deployer;
import io.jenkins.plugins.greenlight.deploy.Release;
import io.jenkins.plugins.greenlight.docker.PrivateDocker;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.port.ReleaseId;
import io.jenkins.plugins.greenlight.report.Ending;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sockets that are there and may not be written to, and a clock that is set back: said clearly, and users keep what they have. */
@Tag("slow")
class ForbiddenPartsTest {
    private TestSite site;
    private DockerParts parts;

    @BeforeEach void usersAreServed() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "There is no setpriv (Debian: util-linux).");
        site = TestSite.open("first", DockerParts::of);
        parts = (DockerParts) site.parts;
    }

    @AfterEach void siteIsClosed() throws Exception {
        if (site != null) {
            site.close();
        }
    }

    /** An engine that is forbidden this file says so, and nothing has happened. */
    private void refused(Path file, String... words) throws Exception {
        var before = Files.getPosixFilePermissions(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        TestSite.Said said;
        try {
            said = site.deliverBound("second");
        } finally {
            Files.setPosixFilePermissions(file, before);
        }

        assertThat(said.exitCode()).as(said.text()).isEqualTo(Ending.ERROR.exitCode());
        assertThat(said.text()).contains(file.toString()).contains(words);
        site.assertServes("first", List.of("first"));
        assertThat(site.users().lost()).isEmpty();
    }

    @Test void saysWhoMayNotWriteToTheDockerEnginesSocket() throws Exception {
        refused(PrivateDocker.ready().socket(), "may not write to the Docker Engine's socket", "Expected the right to");
    }

    @Test void saysWhoMayNotWriteToHaproxysSocket() throws Exception {
        refused(parts.socket, "Expected");
    }

    @Test void watchesItsTimeThoughTheClockIsSetBackMeanwhile() throws Exception {
        var world = site.world();
        var clock = new SetBack();
        var bent = new Ports(world.commands(), world.daemons(), world.workspace(), world.http(), world.log(), clock, world.pause());
        var settings = ConfigReader.read(site.yaml(Mode.GOOD), "greenlight.yaml").production().orElseThrow().deploy();
        var target = new Targets(bent, true, (moment, state) ->
                clock.back = clock.back || state == DeployState.WATCHING && moment == Moment.AFTER_ENTRY)
                .open(site.app, "production", settings);

        var result = new Deployer(target).deploy(new Release(new ReleaseId("second"), TestSite.image().digest(), "", ""),
                TestSite.image().archive(), settings);

        assertThat(result.delivered()).as(result.reason()).isTrue();
        assertThat(clock.back).isTrue();
        site.assertServes("second", List.of("first", "second"));
        var next = site.deploy("third", Mode.GOOD);
        assertThat(next.exitCode()).as(next.text()).isZero();
        assertThat(site.users().lost()).isEmpty();
    }

    /** This machine's, an hour late once it was set back. */
    private static final class SetBack extends Clock {
        private volatile boolean back;

        @Override public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override public Instant instant() {
            return back ? Instant.now().minus(Duration.ofHours(1)) : Instant.now();
        }
    }
}
