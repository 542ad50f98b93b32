package io.jenkins.plugins.greenlight.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.stage.StageId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StageRequestTest {
    @Test void laysItsValuesOverTheStagesSection() throws Exception {
        var request = StageRequest.of(StageId.LOAD).with("checks", List.of("p95 < 200 ms")).over(Map.of("rate", "50/s"));

        var overlay = Json.read(request.overlay(), "with.json");
        assertThat(overlay.get("loadTest").get("checks").items().get(0).text()).isEqualTo("p95 < 200 ms");
        assertThat(overlay.get("loadTest").get("rate").text()).isEqualTo("50/s");
    }

    @Test void laysTheValuesOfAWholeDeliveryOverTheWholeFile() throws Exception {
        var request = StageRequest.delivery().over(Map.of("coverage", Map.of("mode", "observe")));

        assertThat(Json.read(request.overlay(), "with.json").get("coverage").get("mode").text()).isEqualTo("observe");
    }

    @Test void laysNothingOverWhenNothingIsGiven() throws Exception {
        var request = StageRequest.of(StageId.COVERAGE).with("checks", null).over(null);

        assertThat(request.overlay()).isEmpty();
    }

    @Test void refusesAValueGivenTwice() {
        assertThatThrownBy(() -> StageRequest.of(StageId.COVERAGE).with("mode", "observe").over(Map.of("mode", "enforce")))
                .isInstanceOf(AbortException.class).hasMessage("\"mode\" is given twice, as a parameter and in \"with\". Expected it once.");
    }

    @Test void refusesAKeyWithoutAValue() {
        var with = new HashMap<String, Object>();
        with.put("mode", null);

        assertThatThrownBy(() -> StageRequest.of(StageId.COVERAGE).over(with)).isInstanceOf(AbortException.class)
                .hasMessageContaining("\"with\" has no value for \"mode\"");
    }

    @Test void refusesAnUnknownWordForAGatesNo() {
        assertThatThrownBy(() -> StageRequest.delivery().onFailure("warn")).isInstanceOf(AbortException.class)
                .hasMessage("onFailure is \"warn\". Expected fail or unstable.");
    }

    @Test void keepsAValueThatLooksLikeAnOptionInItsOption() {
        var request = StageRequest.of(StageId.STAGING).option("--release", "--demo").option("--digest", null).flag("--demo", false);

        assertThat(request.options()).containsExactly("--release=--demo");
    }

    @Test void knowsWhereToGoOnAfterALostEngine() throws Exception {
        assertThat(StageRequest.of(StageId.PRODUCTION).environment()).contains("production");
        assertThat(StageRequest.rollback().environment()).contains("production");
        assertThat(StageRequest.delivery().environment()).isEmpty();
        assertThat(StageRequest.of(StageId.COVERAGE).deploys()).isFalse();
        assertThat(StageRequest.delivery().option("--config", "deploy/greenlight.yaml").config()).contains("deploy/greenlight.yaml");
    }

    @ParameterizedTest @EnumSource(StageId.class) void survivesARestartOfTheController(StageId id) throws Exception {
        var request = StageRequest.of(id).with("checks", List.of("line >= 80%")).over(Map.of("text", new StringBuilder("built")))
                .option("--release", "r1").credentials(List.of("TOKEN=id")).onFailure("unstable");
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(request);
        }

        var read = (StageRequest) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();

        assertThat(read.overlay()).isEqualTo(request.overlay());
        assertThat(read.words()).containsExactly(id.word());
        assertThat(read.options()).containsExactly("--release=r1");
        assertThat(read.credentials()).containsExactly("TOKEN=id");
        assertThat(read.unstable()).isTrue();
    }
}
