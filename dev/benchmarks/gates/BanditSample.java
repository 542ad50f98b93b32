package benchmarks.gates;

import java.io.IOException;
import java.io.Writer;

/** {@code bandit -f json}. */
final class BanditSample implements Sample {
    private final Words words = new Words(4);

    @Override public void head(Writer out) throws IOException {
        out.write("{\n  \"errors\": [],\n  \"generated_at\": \"2026-11-28T10:00:00Z\",\n  \"metrics\": {\n");
        out.write("    \"_totals\": { \"CONFIDENCE.HIGH\": 3, \"SEVERITY.HIGH\": 3, \"loc\": 120000,"
                + " \"nosec\": 0, \"skipped_tests\": 0 }\n");
        out.write("  },\n  \"results\": [\n");
    }

    @Override public int part(Writer out, int number) throws IOException {
        int line = 2 + number;
        int test = 100 + words.below(20);
        out.write((number == 0 ? "" : ",\n") + """
                    {
                      "code": %1$s,
                      "col_offset": %2$d,
                      "end_col_offset": %3$d,
                      "filename": "./shop/%4$s/%5$s.py",
                      "issue_confidence": "%6$s",
                      "issue_cwe": {
                        "id": %7$d,
                        "link": "https://cwe.mitre.org/data/definitions/%7$d.html"
                      },
                      "issue_severity": "%8$s",
                      "issue_text": %9$s,
                      "line_number": %10$d,
                      "line_range": [
                        %10$d
                      ],
                      "more_info": "https://bandit.readthedocs.io/en/1.8.6/plugins/b%11$d.html",
                      "test_id": "B%11$d",
                      "test_name": "%12$s_used"
                    }""".formatted(Words.json((line - 1) + " " + words.noun() + " = 1\n" + line + " exec(" + words.noun() + ")\n"),
                words.below(20), 20 + words.below(60), words.noun(), words.noun(), words.of("HIGH", "MEDIUM", "LOW"),
                20 + words.below(700), words.of("HIGH", "MEDIUM", "LOW"), Words.json(words.text(1)), line, test, words.noun()));
        return 1;
    }

    @Override public void tail(Writer out) throws IOException {
        out.write("\n  ]\n}\n");
    }
}
