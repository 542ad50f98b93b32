package io.jenkins.plugins.greenlight.stage.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.finding.FindingDraft;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KevListTest {
    @TempDir private Path folder;

    private KevList list(String text) throws IOException {
        return KevList.read(Files.writeString(folder.resolve("kev"), text), "kev");
    }

    private static Finding finding(String rule, String... aliases) {
        return new FindingDraft("T", rule).aliases(List.of(aliases)).finding();
    }

    @Test void readsTheJsonThatCisaPublishes() throws Exception {
        var list = list("{\"title\": \"Catalog\", \"count\": 2, \"vulnerabilities\": [{\"cveID\": \"CVE-2021-44228\", \"notes\": \"n\"},"
                + " {\"vendorProject\": \"v\", \"cveID\": \"CVE-2014-0160\"}]}");

        assertThat(list.has(finding("CVE-2021-44228"))).isTrue();
        assertThat(list.has(finding("cve-2014-0160"))).isTrue();
        assertThat(list.has(finding("CVE-2014-016"))).isFalse();
    }

    @Test void readsOneIdALine() throws Exception {
        var list = list("\uFEFF# mine\r\n\r\n CVE-2021-44228 \r\nGHSA-jfh8-c2jp-5v3q\r\n");

        assertThat(list.has(finding("CVE-2021-44228"))).isTrue();
        assertThat(list.has(finding("X"))).isFalse();
    }

    @Test void takesWhatStandsBehindAnIdForAComment() throws Exception {
        var list = list("CVE-2021-44228 # Log4Shell, see CVE-2021-45046\nCVE-2014-0160# Heartbleed\n");

        assertThat(list.has(finding("CVE-2021-44228"))).isTrue();
        assertThat(list.has(finding("CVE-2014-0160"))).isTrue();
        assertThat(list.has(finding("CVE-2021-45046"))).isFalse();
    }

    @Test void knowsAFindingByItsOtherNames() throws Exception {
        assertThat(list("CVE-2021-44228").has(finding("GHSA-jfh8-c2jp-5v3q", "CVE-2021-44228"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "{}", "{\"vulnerabilities\": []}", "{\"vulnerabilities\": [{}]}", "{\"vulnerabilities\": {}}",
        "[\"CVE-2021-44228\"]", "<html>not found</html>", "CVE-2021-44228 CVE-2021-44229", "{\"vulnerabilities\": [{\"cveID\": \"no id\"}]}"})
    void refusesWhatIsNoListOrAnEmptyOne(String text) {
        assertThatThrownBy(() -> list(text)).isInstanceOf(ParseException.class).hasMessageStartingWith("kev");
    }

    @Test void refusesWhatIsNoText() throws Exception {
        Files.write(folder.resolve("kev"), new byte[] {'C', (byte) 0xff, (byte) 0xfe});

        assertThatThrownBy(() -> KevList.read(folder.resolve("kev"), "kev")).isInstanceOf(ParseException.class);
    }
}
