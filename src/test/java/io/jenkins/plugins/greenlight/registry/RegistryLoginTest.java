package io.jenkins.plugins.greenlight.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.greenlight.oci.OciArchive;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real registries that ask who we are. */
class RegistryLoginTest {
    private static final String BASIC = Base64.getEncoder().encodeToString((PrivateRegistry.USER + ":"
            + PrivateRegistry.PASSWORD).getBytes());
    @TempDir Path folder;
    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();
    private RegistryScene scene;
    private FaultyRegistry seen;
    private ImageName name;
    private OciArchive image;

    @BeforeEach void stand() throws Exception {
        scene = new RegistryScene(folder);
        image = TestImages.one(folder.resolve("image.tar"), 3000);
    }

    @AfterEach void noSecretWasToldAndAllIsGone() throws Exception {
        for (var each : open) {
            each.close();
        }
        messages.addAll(scene.log);
        assertThat(messages).noneMatch(line -> line.contains(PrivateRegistry.PASSWORD) || line.contains(BASIC) || line
                .contains("wrong-password")
                || line.contains("eyJ"));
    }

    private void at(PrivateRegistry registry) throws Exception {
        open.add(registry);
        seen = new FaultyRegistry(registry.port());
        open.add(seen);
        scene.insecure(seen.host());
        name = ImageName.parse(seen.host() + "/team/shop");
    }

    private TokenServer atTokens() throws Exception {
        var tokens = new TokenServer(folder);
        open.add(tokens);
        at(PrivateRegistry.withTokens(tokens.realm(), tokens.caFile()));
        return tokens;
    }

    private RegistryScene asUser(String password) {
        return scene.account(seen.host(), PrivateRegistry.USER, password);
    }

    private String refusal() {
        var thrown = catchThrowableOfType(RegistryException.class, () -> scene.registry().push(image, name, List.of("1.4")));
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            messages.add(each.toString());
        }
        return thrown.getMessage();
    }

    @Test void pushesAndPullsWithThePasswordThatTheConfigurationRefersTo() throws Exception {
        at(PrivateRegistry.withPassword());

        asUser(PrivateRegistry.PASSWORD).registry().push(image, name, List.of("1.4"));
        scene.registry().pull(name, image.digest(), folder.resolve("pulled.tar"));

        assertThat(scene.warnings).isEmpty();
        assertThat(seen.headers.stream().filter(line -> line.equals("Authorization: Basic " + BASIC)).count())
                .as("all but the first of each").isEqualTo(seen.requests.size() - 2);
    }

    @Test void saysWhoWasNotLetIn() throws Exception {
        at(PrivateRegistry.withPassword());

        assertThat(refusal()).isEqualTo("Pushing " + name + " failed: " + seen.host()
                + " answered 401 (UNAUTHORIZED: authentication required) to a request without credentials. Expected to be able"
                + " to push to team/shop. Give a user: image.registry.user and password, or image.registry.dockerConfig.");
        asUser("wrong-password");
        assertThat(refusal()).isEqualTo("Pushing " + name + " failed: " + seen.host()
                + " answered 401 (UNAUTHORIZED: authentication required) to the user \"pusher\" of image.registry.user. Expected"
                + " a user and a password with which to push to team/shop. Mend image.registry.user.");
        assertThat(scene.pauses).isEmpty();
    }

    @Test void takesOutWhatAnAnswerRepeatsOfThePassword() throws Exception {
        at(PrivateRegistry.withPassword());
        asUser(PrivateRegistry.PASSWORD);
        seen.fault("POST", 1, FaultyRegistry.answers("403 Forbidden", "you sent " + BASIC + " and that is "
                + PrivateRegistry.PASSWORD,
                "Content-Type: text/plain"));

        assertThat(refusal()).contains("answered 403 (you sent **** and that is ****) to the user \"pusher\"");
    }

    @Test void getsATokenForWhatItDoesAndNoMoreAndKeepsIt() throws Exception {
        var tokens = atTokens();
        scene.insecure(tokens.host());

        asUser(PrivateRegistry.PASSWORD).registry().push(image, name, List.of("1.4"));
        scene.registry().pull(name, image.digest(), folder.resolve("pulled.tar"));

        assertThat(tokens.asked).containsExactly(
                "GET /token?service=registry-of-the-test&scope=repository%3Ateam%2Fshop%3Apull%2Cpush, Basic " + BASIC,
                "GET /token?service=registry-of-the-test&scope=repository%3Ateam%2Fshop%3Apull, Basic " + BASIC);
        assertThat(seen.headers).noneMatch(line -> line.contains(BASIC)).anyMatch(line -> line
                .startsWith("Authorization: Bearer eyJ"));
    }

    @Test void exchangesAnIdentityTokenForOneThatTheRegistryTakes() throws Exception {
        var tokens = atTokens();
        scene.insecure(tokens.host());
        scene.dockerConfig = Optional.of(Files.writeString(folder.resolve("config.json"), "{\"auths\":{\"" + seen.host()
                + "\":{\"identitytoken\":\"" + PrivateRegistry.PASSWORD + "\"}}}"));

        scene.registry().push(image, name, List.of("1.4"));

        assertThat(tokens.asked).containsExactly("POST /token, null");
        assertThat(scene.registry().digest(name, "1.4")).contains(image.digest());
    }

    @Test void getsATokenForNobodyInParticular() throws Exception {
        var tokens = atTokens();
        tokens.anonymous = true;
        scene.insecure(tokens.host());

        scene.registry().push(image, name, List.of("1.4"));

        assertThat(tokens.asked).singleElement().asString().endsWith(", null");
    }

    @Test void getsAnotherTokenBeforeTheFirstEnds() throws Exception {
        var tokens = atTokens();
        tokens.anonymous = true;
        scene.insecure(tokens.host());
        seen.fault("HEAD .*/manifests/1.4", 1, FaultyRegistry.head(head -> {
            scene.passes(Duration.ofSeconds(271));
            return head;
        }));

        scene.registry().push(image, name, List.of("1.4"));

        assertThat(tokens.asked).hasSize(2);
    }

    @Test void getsAnotherTokenWhereTheRegistryTakesTheFirstNoMore() throws Exception {
        var tokens = atTokens();
        tokens.anonymous = true;
        scene.insecure(tokens.host());
        seen.fault("PUT .*/manifests/1.4", 1, FaultyRegistry.answers("401 Unauthorized", "", "WWW-Authenticate: Bearer realm=\""
                + tokens.realm()
                + "\",service=\"registry-of-the-test\",scope=\"repository:team/shop:pull,push\",error=\"invalid_token\""));

        scene.registry().push(image, name, List.of("1.4"));

        assertThat(tokens.asked).hasSize(2);
        assertThat(scene.registry().digest(name, "1.4")).contains(image.digest());
    }

    @Test void saysWhomTheTokenServerDoesNotKnow() throws Exception {
        var tokens = atTokens();
        scene.insecure(tokens.host());
        asUser("wrong-password");

        assertThat(refusal()).isEqualTo("Pushing " + name + " failed: " + tokens.host()
                + " answered 401 (UNAUTHORIZED: the token server does not know you) to the user \"pusher\" of"
                + " image.registry.user. Expected a user and a password with which to get a token. Mend image.registry.user.");
    }

    @Test void tellsAPasswordToNoTokenServerInPlainHttpThatIsNotNamed() throws Exception {
        var tokens = atTokens();
        asUser(PrivateRegistry.PASSWORD);

        assertThat(refusal()).isEqualTo("Pushing " + name + " failed: the registry sends for tokens to " + tokens.realm()
                + ", which is not HTTPS. Expected https://HOST/...: credentials and tokens go nowhere else. Let the registry"
                + " name such an address, or, where nobody can listen in between, name that host in image.registry.insecure.");
        assertThat(tokens.asked).isEmpty();
    }

    @Test void followsABlobToItsStorageWithoutCredentials() throws Exception {
        at(PrivateRegistry.withPassword());
        asUser(PrivateRegistry.PASSWORD).registry().push(image, name, List.of("1.4"));
        var headers = new CopyOnWriteArrayList<String>();
        var layer = image.manifests().get(0).blobs().get(1);
        var storage = storage(headers, image.open(layer).readAllBytes());
        seen.fault("GET .*/blobs/" + layer, 1, FaultyRegistry.answers("307 Temporary Redirect", "", "Location: http://" + storage
                + "/blob?X-Signature=s"));
        scene.insecure(storage);

        scene.registry().pull(name, image.digest(), folder.resolve("pulled.tar"));

        assertThat(headers).contains("GET /blob?X-Signature=s").doesNotContain("Authorization");
    }

    @Test void followsNoBlobToPlainHttpThatIsNotNamed() throws Exception {
        at(PrivateRegistry.plain());
        scene.registry().push(image, name, List.of("1.4"));
        seen.fault("GET .*/blobs/", 1, FaultyRegistry.answers("307 Temporary Redirect", "",
                "Location: http://storage.example.com/blob?X-Signature=s"));

        var thrown = catchThrowableOfType(RegistryException.class, () -> scene.registry().pull(name, image.digest(), folder
                .resolve("pulled.tar")));

        assertThat(thrown).hasMessage("Pulling " + name + "@" + image.digest() + " failed: " + seen.host() + " sends for blobs to"
                + " http://storage.example.com, which is not HTTPS. Expected https://HOST/... . Let its storage speak TLS, or,"
                + " where nobody can listen in between, name that host in image.registry.insecure.");
        assertThat(folder.resolve("pulled.tar")).doesNotExist();
    }

    private String storage(List<String> noted, byte[] bytes) throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        open.add(() -> server.stop(0));
        server.createContext("/", exchange -> {
            noted.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            noted.addAll(exchange.getRequestHeaders().keySet());
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    @Test void takesCredentialsFromADockerConfiguration() throws Exception {
        at(PrivateRegistry.withPassword());
        var file = Files.writeString(folder.resolve("config.json"), "{\"auths\":{\"" + seen.host() + "\":{\"auth\":\"" + BASIC
                + "\"}}}");
        scene.dockerConfig = Optional.of(file);

        scene.registry().push(image, name, List.of("1.4"));
        Files.writeString(file, "{\"auths\":{\"" + seen.host()
                + "\":{\"username\":\"pusher\",\"password\":\"wrong-password\"}}}");

        image = TestImages.one(folder.resolve("other.tar"), 1);
        assertThat(refusal()).contains("to the user \"pusher\" of " + file + ".").endsWith("Mend " + file + ".");
    }
}
