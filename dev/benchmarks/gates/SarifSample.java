package benchmarks.gates;

import java.io.IOException;
import java.io.Writer;

/** SARIF as code scanners write it: 200 rules, results with a place, a fingerprint and in one of ten a flow. */
final class SarifSample implements Sample {
    private static final int RULES = 200;

    private final Words words = new Words(2);

    @Override public void head(Writer out) throws IOException {
        out.write("""
                {
                  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
                  "version": "2.1.0",
                  "runs": [
                    {
                      "tool": {
                        "driver": {
                          "name": "Scanner",
                          "semanticVersion": "2.19.3",
                          "rules": [
                """);
        for (int i = 0; i < RULES; i++) {
            out.write((i == 0 ? "" : ",\n") + """
                                {
                                  "id": "java/%1$s-%2$d",
                                  "name": "java/%1$s-%2$d",
                                  "shortDescription": { "text": %3$s },
                                  "fullDescription": { "text": %4$s },
                                  "defaultConfiguration": { "enabled": true, "level": "%5$s" },
                                  "helpUri": "https://rules.example.org/%2$d",
                                  "properties": {
                                    "tags": ["security", "external/cwe/cwe-%2$d"], "precision": "high", "security-severity": "%6$d.1"
                                  }
                                }""".formatted("rule", i, Words.json(words.text(1)), Words.json(words.text(5)),
                    words.of("error", "warning", "note"), words.below(10)));
        }
        out.write("\n          ]\n        }\n      },\n      \"results\": [\n");
    }

    @Override public int part(Writer out, int number) throws IOException {
        int rule = words.below(RULES);
        String file = "src/main/java/org/example/" + words.noun() + "/" + words.type() + ".java";
        int line = 1 + number;
        out.write((number == 0 ? "" : ",\n") + """
                        {
                          "ruleId": "java/rule-%1$d",
                          "ruleIndex": %1$d,
                          "rule": { "id": "java/rule-%1$d", "index": %1$d },
                          "message": {
                            "text": %2$s
                          },
                          "locations": [
                            %3$s
                          ],
                          "partialFingerprints": {
                            "primaryLocationLineHash": "%4$s:1",
                            "primaryLocationStartColumnFingerprint": "%5$d"
                          }""".formatted(rule, Words.json(words.text(1 + words.below(3))), location(file, line), words.hex(16),
                words.below(80)));
        if (words.oneIn(10)) {
            out.write(",\n          \"codeFlows\": [ { \"threadFlows\": [ { \"locations\": [\n");
            for (int i = 0; i < 6; i++) {
                out.write((i == 0 ? "" : ",\n") + "            { \"location\": " + location(file, line + i) + " }");
            }
            out.write("\n          ] } ] } ]");
        }
        out.write("\n        }");
        return 1;
    }

    private String location(String file, int line) {
        return """
                {
                              "physicalLocation": {
                                "artifactLocation": {
                                  "uri": "%1$s",
                                  "uriBaseId": "%%SRCROOT%%"
                                },
                                "region": {
                                  "startLine": %2$d,
                                  "startColumn": %3$d,
                                  "endColumn": %4$d
                                }
                              }
                            }""".formatted(file, line, 1 + words.below(40), 41 + words.below(60));
    }

    @Override public void tail(Writer out) throws IOException {
        out.write("\n      ],\n      \"originalUriBaseIds\": { \"%SRCROOT%\": { \"uri\": \"file:///build/\" } },\n"
                + "      \"columnKind\": \"utf16CodeUnits\"\n    }\n  ]\n}\n");
    }
}
