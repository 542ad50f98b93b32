package io.jenkins.plugins.greenlight.stage.image;

import io.jenkins.plugins.greenlight.oci.OciArchive;
import io.jenkins.plugins.greenlight.registry.ImageName;
import io.jenkins.plugins.greenlight.signing.Cosign;
import io.jenkins.plugins.greenlight.signing.Predicate;
import io.jenkins.plugins.greenlight.signing.ScanPredicate;
import io.jenkins.plugins.greenlight.stage.image.scan.ImageScan;
import java.io.IOException;
import java.nio.file.Path;

/** What is attested of each platform's image: its bill of materials, and what was found in it. */
record Statements(ImageScan scan, Looked looked, OciArchive archive) {
    private static final String TRIVY = "pkg:github/aquasecurity/trivy";

    /** @param scratch for the statements while they are signed */
    void attest(Cosign cosign, ImageName name, Path scratch) throws IOException, InterruptedException {
        for (var bill : scan.bills(archive).entrySet()) {
            cosign.attest(name, bill.getKey(), Predicate.CYCLONEDX, bill.getValue());
        }
        for (var report : scan.reports(archive).entrySet()) {
            var statement = scratch.resolve("scan-" + report.getKey().hex() + ".json");
            predicate().write(report.getValue(), statement);
            cosign.attest(name, report.getKey(), Predicate.VULNERABILITIES, statement);
        }
    }

    private ScanPredicate predicate() {
        var version = looked.report().trivyVersion();
        return new ScanPredicate(TRIVY + (version.isEmpty() ? "" : "@" + version), version, looked.report().databaseDate(), looked.began(),
                looked.ended());
    }
}
