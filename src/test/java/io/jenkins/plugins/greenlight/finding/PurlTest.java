package io.jenkins.plugins.greenlight.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.finding.Purl;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PurlTest {
    @Test void hasItsParts() {
        assertThat(Purl.parse("pkg:golang/github.com/Org/x%2By@v1.2.3+incompatible?OS=linux&empty=&arch=a%2Fb#/sub/dir/")).contains(
                new Purl("golang", "github.com/org", "x+y", "v1.2.3+incompatible", Map.of("os", "linux", "arch", "a/b"), "sub/dir"));
        assertThat(Purl.parse("PKG://Maven/org.Example/Parser")).contains(new Purl("maven", "org.Example", "Parser", "", Map.of(), ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pkg:", "pkg:npm", "pkg:npm/", "pkg:/a", "npm/a@1", "pkg:npm/%zz", "lodash"})
    void isNone(String text) {
        assertThat(Purl.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
        "pkg:npm/%40angular/core pkg:npm/@angular/core@1", "pkg:npm/@angular/core pkg:npm/%40angular/core@1", "pkg:npm/a@1 pkg:npm/a@1?x=y#s",
        "pkg:npm/a?x=y pkg:npm/a@1?x=y&z=1", "pkg:pypi/Foo_Bar pkg:pypi/foo-bar@1", "pkg:npm/a#s pkg:npm/a@1#s",
        "pkg:deb/debian/x@1%3A2 pkg:deb/debian/x@1:2?arch=amd64"})
    void covers(String purl, String other) {
        assertThat(Purl.parse(purl).orElseThrow().covers(Purl.parse(other).orElseThrow())).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
        "pkg:npm/a pkg:npm/b@1", "pkg:npm/a@1 pkg:npm/a@2", "pkg:npm/a@1 pkg:npm/a", "pkg:npm/a?x=y pkg:npm/a@1", "pkg:npm/a pkg:pypi/a@1",
        "pkg:npm/a pkg:npm/n/a@1", "pkg:npm/a#s pkg:npm/a@1", "pkg:maven/g/A pkg:maven/g/a@1", "pkg:npm/a@1 pkg:npm/a@1.0"})
    void doesNotCover(String purl, String other) {
        assertThat(Purl.parse(purl).orElseThrow().covers(Purl.parse(other).orElseThrow())).isFalse();
    }
}
