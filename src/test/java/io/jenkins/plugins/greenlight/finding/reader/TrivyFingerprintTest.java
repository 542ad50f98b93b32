package io.jenkins.plugins.greenlight.finding.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.finding.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrivyFingerprintTest {
    @TempDir private Path folder;

    private List<String> of(String report) throws IOException {
        return Reading.of(Files.writeString(folder.resolve("report"), report), "report").get(0).findings().stream()
                .map(Finding::fingerprint).toList();
    }

    private static String whole() throws IOException {
        return Files.readString(Fixture.file("trivy.json"));
    }

    @Test void tellsEveryFindingFromTheOthers() throws IOException {
        assertThat(of(whole())).doesNotHaveDuplicates().hasSize(8);
    }

    @Test void staysWhenLinesMove() throws IOException {
        var moved = whole().replace("\"StartLine\": 19", "\"StartLine\": 25").replace("\"Number\": 19", "\"Number\": 25")
                .replace("\"StartLine\": 3,", "\"StartLine\": 4,");

        assertThat(moved).isNotEqualTo(whole());
        assertThat(of(moved)).isEqualTo(of(whole()));
    }

    @Test void staysWhenVersionsChangeAndTheFindingDoesNot() throws IOException {
        var updated = whole().replace("2.1.0", "2.2.0").replace("1:1.2.13", "1:1.2.13.1").replace("\"FixedVersion\": \"1:1.2.14\"",
                "\"FixedVersion\": \"1:1.2.15\"").replace("shop:1.4.0", "shop:1.5.0").replace("debian 12.5", "debian 12.6");

        assertThat(of(updated)).isEqualTo(of(whole()));
    }

    @Test void staysWhenTheDatabaseKnowsMore() throws IOException {
        var later = whole().replace("zlib: overflow", "zlib: heap overflow").replace("\"LOW\"", "\"HIGH\"");

        assertThat(of(later)).isEqualTo(of(whole()));
    }

    @Test void changesWithTheFileThePackageAndWhatWasFound() throws IOException {
        var before = of(whole());

        assertThat(of(whole().replace("deploy/pod.yaml", "deploy/other.yaml")).get(3)).isNotEqualTo(before.get(3));
        assertThat(of(whole().replace("Container 'shop'", "Container 'side'")).get(3)).isNotEqualTo(before.get(3));
        assertThat(of(whole().replace("\"zlib1g\",", "\"zlib2\",")).get(0)).isNotEqualTo(before.get(0));
        assertThat(of(whole().replace("\"Match\": \"export KEY", "\"Match\": \"export OTHER")).get(4)).isNotEqualTo(before.get(4));
        assertThat(of(whole().replace("app/lib/json", "app/other/json")).get(2)).isNotEqualTo(before.get(2));
    }

    @Test void staysWhenTrivyWritesACheckAnotherWay() throws IOException {
        String report = "{\"SchemaVersion\": 2, \"Results\": [{\"Target\": \"a\", \"Misconfigurations\": [{\"ID\": \"%s\", \"AVDID\": \"%s\"}]}]}";

        var before = of(report.formatted("KSV012", "AVD-KSV-0012"));

        assertThat(of(report.formatted("KSV-0012", ""))).isEqualTo(before);
        assertThat(of(report.formatted("N/A", "AVD-KSV-0012"))).isEqualTo(before);
        assertThat(of(report.formatted("KSV-0013", ""))).isNotEqualTo(before);
        assertThat(of(report.formatted("AVD-AWS-0086", "AVD-AWS-0086"))).isEqualTo(of(report.formatted("AWS-0086", "")))
                .isNotEqualTo(of(report.formatted("AWS086", "")));
    }
}
