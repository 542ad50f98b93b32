package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** On containers behind HAProxy. */
class DockerSigkillTest extends KillTable {
    @Override TestSite open(String release) throws Exception {
        return TestSite.open(release, DockerParts::of);
    }

    /** HAProxy took the request from the bad one and found the other dead. */
    @Override void assertLostWithoutAGoodRelease(List<String> lost) {
        assertThat(lost).allSatisfy(how -> assertThat(how).contains("50"));
    }

    @Override String parts() {
        return "docker";
    }
}
