package shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShopTest {
    private static final String HEALTH = "GET /health HTTP/1.1\r\nHost: shop\r\n\r\n";

    private RunningShop shop;

    @BeforeEach
    void start() throws IOException {
        shop = RunningShop.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        shop.close();
    }

    @Test
    void healthNamesTheRelease() throws Exception {
        var answer = shop.get("/health");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"UP\",\"release\":\"r7\"}");
    }

    @Test
    void listsTheProductsUnderTheShopsTitle() throws Exception {
        var answer = shop.get("/products");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("{\"title\":\"Corner shop\",\"products\":[{\"id\":\"p1\"").contains("\"p5\"");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json; charset=utf-8");
    }

    @Test
    void showsOneProduct() throws Exception {
        var answer = shop.get("/products/p1?from=mail");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"id\":\"p1\",\"name\":\"Espresso cup\",\"cents\":1250}");
    }

    @Test
    void anOrderIsPricedAndCanBeReadBack() throws Exception {
        var placed = shop.order("{\"product\":\"p1\",\"quantity\":2}");
        var id = placed.body().replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");

        var shown = shop.get("/orders/" + id);

        assertThat(placed.statusCode()).isEqualTo(201);
        assertThat(placed.body()).endsWith("\"product\":\"p1\",\"quantity\":2,\"totalCents\":2500}");
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.body()).isEqualTo(placed.body());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"product\":\"p1\",\"quantity\":0}    | The quantity is 0. Expected 1 to 1000.",
        "{\"product\":\"p1\",\"quantity\":1001} | The quantity is 1001. Expected 1 to 1000.",
        "{\"product\":\"p9\",\"quantity\":1}    | The product \\\"p9\\\" does not exist. Expected an id from GET /products.",
        "{\"product\":\"p1\"}                   | The body is not an order.",
        "{\"product\":1,\"quantity\":1}         | The body is not an order.",
        "{\"product\":\"p1\",\"quantity\":\"1\"} | The body is not an order.",
        "nonsense                               | The body is not the JSON expected: 'n' at character 1. Expected '{'."})
    void refusesABadOrderAndSaysWhy(String body, String message) throws Exception {
        var answer = shop.order(body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(message);
        assertNamesRelease(answer);
    }

    @Test
    void acceptsTheLargestQuantity() throws Exception {
        var answer = shop.order("{\"product\":\"p3\",\"quantity\":1000}");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).contains("\"totalCents\":7900000");
    }

    @Test
    void readsABodyAtTheLimitAndRefusesOneByteMore() throws Exception {
        var order = "{\"product\":\"p1\",\"quantity\":2}";
        var full = order + " ".repeat(Storefront.MAX_BODY_BYTES - order.length());

        assertThat(shop.order(full).statusCode()).isEqualTo(201);
        var tooLarge = shop.order(full + " ");
        assertThat(tooLarge.statusCode()).isEqualTo(413);
        assertThat(tooLarge.body()).contains("Expected at most 65536 bytes.");
        assertNamesRelease(tooLarge);
    }

    @ParameterizedTest
    @CsvSource({"GET,/,404", "GET,/product,404", "GET,/products/p9,404", "GET,/products/,404", "GET,/orders/1,404",
        "POST,/health,405", "PUT,/products,405", "DELETE,/products/p1,405", "GET,/orders,405", "POST,/orders/1,405"})
    void everyRefusalIsJsonAndNamesTheRelease(String method, String path, int status) throws Exception {
        var answer = shop.send(method, path, "");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).startsWith("{\"error\":\"");
        assertThat(answer.headers().firstValue("Allow").isPresent()).isEqualTo(status == 405);
        assertNamesRelease(answer);
    }

    @Test
    void answersHeadWithoutABody() throws Exception {
        var answer = shop.send("HEAD", "/products", "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertNamesRelease(answer);
    }

    @Test
    void keepsAConnectionOpenForTheNextRequest() throws Exception {
        try (var socket = connect(HEALTH)) {
            var first = readAnswer(socket);

            write(socket, HEALTH);

            assertThat(first).startsWith("HTTP/1.1 200 OK").doesNotContainIgnoringCase("connection: close");
            assertThat(readAnswer(socket)).startsWith("HTTP/1.1 200 OK");
        }
    }

    @Test
    void finishesTheRequestInFlightBeforeItStops() throws Exception {
        try (var slow = connect("POST /orders HTTP/1.1\r\nHost: shop\r\nContent-Length: 29\r\n\r\n{\"product\":")) {
            Thread.sleep(200);
            var stopping = CompletableFuture.runAsync(this::stopQuietly);
            Thread.sleep(1300);

            write(slow, "\"p1\",\"quantity\":2}");

            assertThat(readAnswer(slow)).startsWith("HTTP/1.1 201 Created").containsIgnoringCase("connection: close");
            stopping.join();
            assertThatThrownBy(() -> shop.get("/health")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void answersAKeptConnectionOnceMoreWhileItStops() throws Exception {
        try (var kept = connect(HEALTH); var slow = connect("POST /orders HTTP/1.1\r\nHost: shop\r\nContent-Length: 29\r\n\r\n")) {
            readAnswer(kept);
            Thread.sleep(100);
            var stopping = CompletableFuture.runAsync(this::stopQuietly);
            Thread.sleep(100);

            write(kept, HEALTH);

            assertThat(readAnswer(kept)).startsWith("HTTP/1.1 200 OK").containsIgnoringCase("connection: close");
            slow.close();
            stopping.join();
        }
    }

    @Test
    void refusesAPortThatIsTaken() {
        var second = new ShopConfig("127.0.0.1", shop.shop.port(), "r8", "Second", false);

        assertThatThrownBy(() -> Shop.start(second)).isInstanceOf(IOException.class).hasMessageContaining("Choose another PORT");
    }

    private void stopQuietly() {
        try {
            shop.shop.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Socket connect(String firstBytes) throws IOException {
        var socket = new Socket("127.0.0.1", shop.shop.port());
        write(socket, firstBytes);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** One answer with Content-Length, or as much as came before the end. */
    private static String readAnswer(Socket socket) throws IOException {
        var in = socket.getInputStream();
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) head.append((char) in.read());
        int length = Integer.parseInt(head.toString().replaceAll("(?is).*content-length: (\\d+).*", "$1"));
        return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static void assertNamesRelease(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue(Front.RELEASE_HEADER)).hasValue("r7");
    }
}
