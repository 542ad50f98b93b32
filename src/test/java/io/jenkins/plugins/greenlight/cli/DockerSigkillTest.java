package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** On containers behind HAProxy. */
class DockerSigkillTest extends KillTable {
    @Override TestSite open(String release) throws Exception {
        return TestSite.open(release, DockerParts::of);
    }

    /** Until HAProxy's check sees that the other is dead it still asks it, then says so or just closes a kept connection. */
    @Override void assertLostWithoutAGoodRelease(List<String> lost) {
        assertThat(lost).hasSizeLessThan(200).allSatisfy(how -> assertThat(how)
                .containsPattern("50[234] from no release$|The connection ended within \"\"$|Connection reset$"));
    }

    @Override String parts() {
        return "docker";
    }
}
