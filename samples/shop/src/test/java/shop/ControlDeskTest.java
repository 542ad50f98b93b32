package shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlDeskTest {
    private RunningShop shop;

    @BeforeEach
    void start() throws IOException {
        shop = RunningShop.startWithControl();
    }

    @AfterEach
    void stop() throws InterruptedException {
        shop.close();
    }

    @Test
    void ordersNoErrorsAtFirst() throws Exception {
        assertThat(shop.control("GET", "/errors").body()).isEqualTo("{\"percent\":0}");
        assertThat(errorsInAHundred()).isZero();
    }

    @Test
    void failsExactlyTheOrderedShareWhileHealthStaysUp() throws Exception {
        var ordered = shop.control("PUT", "/errors?percent=30");

        assertThat(ordered.statusCode()).isEqualTo(200);
        assertThat(ordered.body()).isEqualTo("{\"percent\":30}");
        assertThat(errorsInAHundred()).isEqualTo(30);
        assertThat(shop.get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void failsEveryAnswerAtAHundredPercentAndStillNamesTheRelease() throws Exception {
        shop.control("PUT", "/errors?percent=100");

        var answer = shop.get("/products");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("{\"error\":\"This error was ordered on the control port.\"}");
        assertThat(answer.headers().firstValue(Front.RELEASE_HEADER)).hasValue("r7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/errors", "/errors?percent=101", "/errors?percent=-1", "/errors?percent=x", "/errors?percent="})
    void refusesAShareThatIsNoPercentage(String path) throws Exception {
        var answer = shop.control("PUT", path);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Expected percent=0 to percent=100");
        assertThat(shop.control("GET", "/errors").body()).isEqualTo("{\"percent\":0}");
    }

    @Test
    void knowsNothingButErrors() throws Exception {
        assertThat(shop.control("GET", "/products").statusCode()).isEqualTo(404);
        assertThat(shop.control("DELETE", "/errors").statusCode()).isEqualTo(405);
    }

    @Test
    void isClosedUnlessTheConfigAsksForIt() throws Exception {
        try (var plain = RunningShop.start()) {
            assertThatThrownBy(() -> plain.control("GET", "/errors")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aShareOutsideOfAHundredIsAMistakeInTheProgram() {
        var errors = new PlantedErrors();

        assertThatThrownBy(() -> errors.order(101)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("Expected 0 to 100");
        assertThatThrownBy(() -> errors.order(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    private int errorsInAHundred() throws IOException, InterruptedException {
        int errors = 0;
        for (int request = 0; request < 100; request++) {
            if (shop.get("/products/p1").statusCode() == 500) errors++;
        }
        return errors;
    }
}
