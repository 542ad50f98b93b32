package io.jenkins.plugins.greenlight.stage.findings;

import java.util.Objects;

/**
 * Where a finding comes from, as far as a stage can say more than the report.
 *
 * @param part   that it is counted in as well; empty for none
 * @param where  in words; empty where nobody says
 * @param advice what gets rid of it; empty for nothing but the version in which it is fixed
 */
public record Origin(String part, String where, String advice) {
    public static final Origin NONE = new Origin("", "", "");

    public Origin {
        Objects.requireNonNull(part, "part");
        Objects.requireNonNull(where, "where");
        Objects.requireNonNull(advice, "advice");
    }
}
