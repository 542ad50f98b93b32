package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** On processes of this host behind the embedded router. */
class SigkillTest extends KillTable {
    @Override TestSite open(String release) throws Exception {
        return TestSite.open(release);
    }

    /** This router asks nobody else. */
    @Override void assertLostWithoutAGoodRelease(List<String> lost) {
        assertThat(lost).isEmpty();
    }

    @Override String parts() {
        return "embedded";
    }
}
