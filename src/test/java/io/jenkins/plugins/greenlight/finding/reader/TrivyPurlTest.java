package io.jenkins.plugins.greenlight.finding.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.finding.Purl;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrivyPurlTest {
    @ParameterizedTest
    @CsvSource({"npm, lodash, 4.17.20, pkg:npm/lodash@4.17.20", "node-pkg, @babel/core, 7.0.0, pkg:npm/%40babel/core@7.0.0",
        "pom, org.example:old-lib, 1.1.0, pkg:maven/org.example/old-lib@1.1.0",
        "jar, org.example:lib, , pkg:maven/org.example/lib",
        "gomod, github.com/a/b, 1.2.3, pkg:golang/github.com/a/b@1.2.3", "pip, zope.interface, 5.0, pkg:pypi/zope.interface@5.0",
        "debian, libcurl4, 7.88.1-10+deb12u1, pkg:deb/debian/libcurl4@7.88.1-10%2Bdeb12u1",
        "debian, zlib1g, 1:1.2.13~rc1, pkg:deb/debian/zlib1g@1.2.13~rc1?epoch=1"})
    void isPutTogetherAsNewerVersionsOfTrivyWriteIt(String type, String name, String version, String expected) {
        assertThat(TrivyPurl.of(type, name, version == null ? "" : version)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"conda-pkg, numpy, 1.0", "'', lodash, 1.0", "npm, '', 1.0"})
    void isEmptyRatherThanGuessed(String type, String name, String version) {
        assertThat(TrivyPurl.of(type, name, version)).isEmpty();
    }

    @Test void isReadBackByWhatSuppresses() {
        assertThat(Purl.parse(TrivyPurl.of("debian", "g++ 12", "1:12.2+x@y"))).hasValue(
                new Purl("deb", "debian", "g++ 12", "12.2+x@y", Map.of("epoch", "1"), ""));
    }
}
