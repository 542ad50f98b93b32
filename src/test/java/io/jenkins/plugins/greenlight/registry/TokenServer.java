package io.jenkins.plugins.greenlight.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.stage.notify.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Gives tokens for a registry to whoever knows the password, and notes each request; the registry checks their signature. */
final class TokenServer implements AutoCloseable {
    static final String SERVICE = "registry-of-the-test";
    static final String ISSUER = "tokens-of-the-test";
    /** "METHOD path?query, Authorization" of each request. */
    final List<String> asked = new CopyOnWriteArrayList<>();
    volatile boolean anonymous;
    volatile long lastsSeconds = 300;
    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final Path certificate;
    private final PrivateKey key;

    TokenServer(Path folder) throws Exception {
        var made = TestCertificate.of(folder, "dns:tokens");
        certificate = made.caFile();
        key = KeyFactory.getInstance("EC").generatePrivate(
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(body(made.keyFile()))));
        server.createContext("/token", this::answer);
        server.start();
    }

    private static String body(Path pem) throws IOException {
        return String.join("", Files.readAllLines(pem).stream().filter(line -> !line.startsWith("-----")).toList());
    }

    String realm() {
        return "http://" + host() + "/token";
    }

    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    Path caFile() {
        return certificate;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var given = exchange.getRequestHeaders().getFirst("Authorization");
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + ", " + given);
            var right = "Basic " + Base64.getEncoder().encodeToString((PrivateRegistry.USER + ":" + PrivateRegistry.PASSWORD)
                    .getBytes(StandardCharsets.UTF_8));
            boolean posts = exchange.getRequestMethod().equals("POST");
            var form = posts ? new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                    : exchange.getRequestURI().getRawQuery();
            boolean let = posts ? form.contains("&grant_type=refresh_token&") && form.endsWith("&refresh_token="
                    + PrivateRegistry.PASSWORD)
                    : right.equals(given) || anonymous && given == null;
            var text = let ? Json.write(Map.of(posts ? "access_token" : "token", token(form), "expires_in", lastsSeconds))
                    : "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"the token server does not know you\"}]}";
            exchange.sendResponseHeaders(let ? 200 : 401, text.length());
            exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private String token(String query) throws IOException, GeneralSecurityException {
        long now = Instant.now().getEpochSecond();
        var access = Arrays.stream(query.split("&")).filter(pair -> pair.startsWith("scope=")).map(pair ->
                URLDecoder.decode(pair.substring("scope=".length()), StandardCharsets.UTF_8)).map(TokenServer::access).toList();
        var signed = encoded(Json.write(Map.of("typ", "JWT", "alg", "ES256", "x5c",
                List.of(body(certificate)))).getBytes(StandardCharsets.UTF_8))
                + "." + encoded(Json.write(Map.of("iss", ISSUER, "sub", PrivateRegistry.USER, "aud", SERVICE, "exp", now
                + lastsSeconds,
                "nbf", now - 10, "iat", now, "jti", Long.toString(System.nanoTime()), "access",
                access)).getBytes(StandardCharsets.UTF_8));
        var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(key);
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + encoded(signature.sign());
    }

    /** Of a scope such as {@code repository:team/shop:pull,push}. */
    private static Map<String, Object> access(String scope) {
        int first = scope.indexOf(':');
        int last = scope.lastIndexOf(':');
        return Map.of("type", scope.substring(0, first), "name", scope.substring(first + 1, last),
                "actions", List.of(scope.substring(last + 1).split(",")));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override public void close() {
        server.stop(0);
    }
}
