package benchmarks.gates;

import java.io.IOException;
import java.io.Writer;

/** {@code trivy image --format json}: vulnerabilities of 40 packages in each result. */
final class TrivySample implements Sample {
    private static final int PER_RESULT = 40;

    private final Words words = new Words(1);

    @Override public void head(Writer out) throws IOException {
        out.write("""
                {
                  "SchemaVersion": 2,
                  "Trivy": {
                    "Version": "0.70.0"
                  },
                  "CreatedAt": "2026-08-25T12:20:30.000000005Z",
                  "ArtifactName": "registry.example.org/shop:1.4",
                  "ArtifactType": "container_image",
                  "Metadata": {
                    "OS": {
                      "Family": "debian",
                      "Name": "12.11"
                    }
                  },
                  "Results": [
                """);
    }

    @Override public int part(Writer out, int number) throws IOException {
        out.write((number == 0 ? "" : ",\n") + """
                    {
                      "Target": "opt/shop/module-%d/%s.jar",
                      "Class": "lang-pkgs",
                      "Type": "jar",
                      "Vulnerabilities": [
                """.formatted(number, words.noun()));
        for (int i = 0; i < PER_RESULT; i++) {
            out.write(i == 0 ? "" : ",\n");
            vulnerability(out, number * PER_RESULT + i);
        }
        out.write("\n      ]\n    }");
        return PER_RESULT;
    }

    private void vulnerability(Writer out, int number) throws IOException {
        String id = "CVE-20" + (10 + words.below(17)) + "-" + (1000 + number);
        String name = "org.example." + words.noun() + ":" + words.noun() + "-" + words.noun();
        String version = words.below(9) + "." + words.below(30) + "." + words.below(30);
        out.write("""
                        {
                          "VulnerabilityID": "%1$s",
                          "PkgID": "%2$s:%3$s",
                          "PkgName": "%2$s",
                          "PkgPath": "opt/shop/lib/%2$s-%3$s.jar",
                          "PkgIdentifier": {
                            "PURL": "pkg:maven/org.example/%2$s@%3$s",
                            "UID": "%4$s"
                          },
                          "InstalledVersion": "%3$s",
                """.formatted(id, name, version, words.hex(16)));
        if (!words.oneIn(3)) {
            out.write("          \"FixedVersion\": \"%s1, %d.0.0\",\n".formatted(version, 9 + words.below(4)));
        }
        out.write("""
                          "Status": "affected",
                          "Layer": {
                            "Digest": "sha256:%1$s",
                            "DiffID": "sha256:%2$s"
                          },
                          "SeveritySource": "nvd",
                          "PrimaryURL": "https://avd.aquasec.com/nvd/%3$s",
                          "DataSource": {
                            "ID": "ghsa",
                            "Name": "GitHub Security Advisory Maven",
                            "URL": "https://github.com/advisories?query=type%%3Areviewed+ecosystem%%3Amaven"
                          },
                          "Fingerprint": "sha256:%4$s",
                          "Title": %5$s,
                          "Description": %6$s,
                          "Severity": "%7$s",
                          "CweIDs": [
                            "CWE-%8$d"
                          ],
                          "VendorSeverity": {
                            "ghsa": 3,
                            "nvd": 2,
                            "redhat": 1
                          },
                """.formatted(words.hex(64), words.hex(64), id.toLowerCase(java.util.Locale.ROOT), words.hex(64), Words.json(words.text(1)),
                Words.json(words.text(4 + words.below(12))), words.of("CRITICAL", "HIGH", "MEDIUM", "LOW", "UNKNOWN"),
                20 + words.below(900)));
        scores(out, id);
    }

    private void scores(Writer out, String id) throws IOException {
        out.write("""
                          "CVSS": {
                            "ghsa": {
                              "V3Vector": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:L/A:N",
                              "V3Score": %1$d.%2$d
                            },
                            "nvd": {
                              "V2Vector": "AV:N/AC:L/Au:N/C:P/I:N/A:N",
                              "V3Vector": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N",
                              "V2Score": 5,
                              "V3Score": 5.3
                            }
                          },
                          "References": [
                """.formatted(words.below(10), words.below(10)));
        for (int i = 4 + words.below(10); i > 0; i--) {
            out.write("            \"https://lists.example.org/archives/" + words.hex(12) + "/" + id + "\",\n");
        }
        out.write("""
                            "https://nvd.nist.gov/vuln/detail/%s"
                          ],
                          "PublishedDate": "2025-09-10T17:15:00Z",
                          "LastModifiedDate": "2026-02-01T08:15:11.08Z"
                        }""".formatted(id));
    }

    @Override public void tail(Writer out) throws IOException {
        out.write("\n  ]\n}\n");
    }
}
