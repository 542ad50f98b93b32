package io.jenkins.plugins.greenlight.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.greenlight.finding.Severity;
import io.jenkins.plugins.greenlight.finding.suppression.SuppressionLimits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuppressionPolicyTest {
    private static final String CONFIG = "version: 1\napp: shop\nsecurity: {reports: [a.sarif], checks: [\"critical == 0\"]}\n";

    private static SuppressionLimits limits(String config, String policy) throws ConfigException {
        return ConfigReader.read(List.of(Layer.of(config, "greenlight.yaml")), PolicyReader.read(policy, "policy.yaml")).security()
                .orElseThrow().limits();
    }

    @Test void reachesTheGateWhateverTheRepositorySays() throws Exception {
        var limits = limits(CONFIG, "version: 1\nsuppressions:\n  severities: [medium, unknown]\n  maximumDays: 90\n");

        assertThat(limits.severities()).containsExactlyInAnyOrder(Severity.MEDIUM, Severity.UNKNOWN);
        assertThat(limits.maximumDays()).hasValue(90);
        assertThat(limits.source()).isEqualTo("policy.yaml:3:3");
    }

    @Test void isNoKeyOfTheRepositorys() {
        var refused = catchThrowableOfType(ConfigException.class, () -> limits(CONFIG.replace("reports:", "limits: {}, reports:"), "version: 1\n"));

        assertThat(refused).hasMessageContaining("unknown key \"limits\"");
    }

    @Test void limitsOnlyWhatItNames() throws Exception {
        assertThat(limits(CONFIG, "version: 1\n")).isEqualTo(SuppressionLimits.NONE);
        assertThat(limits(CONFIG, "version: 1\nsuppressions: {maximumDays: 1}\n").severities()).containsExactlyInAnyOrder(Severity.values());
        assertThat(limits(CONFIG, "version: 1\nsuppressions: {severities: []}\n").severities()).isEmpty();
        assertThat(limits(CONFIG, "version: 1\nsuppressions: {severities: [low]}\n").maximumDays()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"severities: [hihg]|Did you mean \"high\"?", "severities: high|Expected a list", "severities: [CRITICAL]|Expected one of",
        "maximumDays: 0|from 1 to 3650", "maximumDays: 3651|from 1 to 3650", "maximumDays: 1.5|from 1 to 3650", "maximumDays: ninety|from 1 to 3650",
        "days: 3|unknown key \"days\""})
    void refusesWhatItDoesNotUnderstand(String line, String expected) {
        var refused = catchThrowableOfType(ConfigException.class, () -> PolicyReader.read("version: 1\nsuppressions:\n  " + line + "\n", "policy.yaml"));

        assertThat(refused).hasMessageStartingWith("policy.yaml:3:").hasMessageContaining(expected);
    }
}
