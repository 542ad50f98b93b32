package shop;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A shop on a port of the system's choice, and a client for it. */
final class RunningShop implements AutoCloseable {
    private static final int ATTEMPTS = 10;

    final Shop shop;
    private final HttpClient client = HttpClient.newHttpClient();

    private RunningShop(Shop shop) {
        this.shop = shop;
    }

    static RunningShop start() throws IOException {
        return new RunningShop(Shop.start(new ShopConfig("127.0.0.1", 0, "r7", "Corner shop", false)));
    }

    /** The control port follows from the main one, so it may be taken: then another main port is tried. */
    static RunningShop startWithControl() throws IOException {
        IOException last = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return new RunningShop(Shop.start(new ShopConfig("127.0.0.1", 0, "r7", "Corner shop", true)));
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path, "");
    }

    HttpResponse<String> order(String body) throws IOException, InterruptedException {
        return send("POST", "/orders", body);
    }

    HttpResponse<String> send(String method, String path, String body) throws IOException, InterruptedException {
        return send(shop.port(), method, path, body);
    }

    HttpResponse<String> control(String method, String path) throws IOException, InterruptedException {
        return send(shop.port() + ShopConfig.CONTROL_OFFSET, method, path, "");
    }

    private HttpResponse<String> send(int port, String method, String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .version(HttpClient.Version.HTTP_1_1).method(method, BodyPublishers.ofString(body)).build();
        return client.send(request, BodyHandlers.ofString());
    }

    @Override
    public void close() throws InterruptedException {
        shop.stop();
    }
}
