package io.jenkins.plugins.greenlight.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.local.LocalCommands;
import io.jenkins.plugins.greenlight.parse.Credential;
import io.jenkins.plugins.greenlight.port.Command;
import io.jenkins.plugins.greenlight.port.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginsTest {
    private static final String HOST = "registry.example.com";
    @TempDir Path folder;
    private final List<String> programs = new ArrayList<>();
    private RegistryScene scene;
    private Path file;

    @BeforeEach void stand() {
        scene = new RegistryScene(folder);
        file = folder.resolve("config.json");
    }

    private Login find(String registry) throws Exception {
        var ports = scene.ports();
        return new Logins(scene.access(), new Ports(command -> {
            programs.add(String.join(" ", command.argv()));
            var here = new Command(List.of("sh", folder.resolve(command.argv().get(0)).toString(), "get"), folder,
                    command.environment(),
                    command.timeout());
            return new LocalCommands().run(here.reading(command.input()));
        }, ports.daemons(), ports.workspace(), ports.http(), ports.log(), ports.clock(), ports.pause(), ports.variables()))
                .find(registry);
    }

    private void docker(String json) throws IOException {
        scene.dockerConfig = Optional.of(Files.writeString(file, json));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes());
    }

    private static String shown(Login login) {
        return new String(Base64.getDecoder().decode(login.encoded())) + " from " + login.origin();
    }

    @Test void isNobodyWhereNothingSaysWho() throws Exception {
        assertThat(find(HOST).isAnonymous()).isTrue();
        docker("{}");
        assertThat(find(HOST).isAnonymous()).isTrue();
        docker("{\"auths\":{\"other.example.com\":{\"auth\":\"" + base64("a:b") + "\"},\"" + HOST + "\":{}}}");
        assertThat(find(HOST).isAnonymous()).isTrue();
    }

    @Test void prefersTheConfigurationsOwnUserAtItsRegistryAlone() throws Exception {
        docker("{\"auths\":{\"" + HOST + "\":{\"auth\":\"" + base64("docker:pw1") + "\"},\"other.example.com\":{\"auth\":\""
                + base64("o:pw:2") + "\"}}}");
        scene.account(HOST, "own", "pw3");

        assertThat(shown(find(HOST))).isEqualTo("own:pw3 from image.registry.user");
        assertThat(shown(find("other.example.com"))).isEqualTo("o:pw:2 from " + file);
        assertThat(find(HOST)).hasToString("the user \"own\" of image.registry.user");
    }

    @Test void findsDockerHubUnderItsOldAddress() throws Exception {
        docker("{\"auths\":{\"https://index.docker.io/v1/\":{\"auth\":\"" + base64("hub:pw") + "\"}}}");

        assertThat(shown(find(ImageName.DOCKER_HUB))).isEqualTo("hub:pw from " + file);
    }

    @Test void takesAnIdentityToken() throws Exception {
        docker("{\"auths\":{\"https://" + HOST + "\":{\"auth\":\"" + base64("<token>:") + "\",\"identitytoken\":\"t-1\"}}}");

        assertThat(find(HOST).identityToken()).contains("t-1");
        assertThat(find(HOST)).hasToString("the identity token of " + file);
    }

    @Test void asksTheHelperOfTheRegistryAndElseTheStore() throws Exception {
        Files.writeString(folder.resolve("docker-credential-one"),
                "echo '{\"ServerURL\":\"x\",\"Username\":\"u1\",\"Secret\":\"got '$(cat)'\"}'");
        Files.writeString(folder.resolve("docker-credential-all"),
                "test $(cat) = https://other.example.com && echo '{\"Username\":\"<token>\",\"Secret\":\"t\"}' || { echo"
                + " 'credentials not found in native keychain'; exit 1; }");
        docker("{\"credHelpers\":{\"" + HOST + "\":\"one\"},\"credsStore\":\"all\",\"auths\":{\"third.example.com\":{\"auth\":\""
                + base64("t:h") + "\"}}}");

        assertThat(shown(find(HOST))).isEqualTo("u1:got " + HOST + " from docker-credential-one");
        assertThat(find("other.example.com").identityToken()).contains("t");
        assertThat(shown(find("third.example.com"))).as("kept by no helper").isEqualTo("t:h from " + file);
        assertThat(programs).startsWith("docker-credential-one get", "docker-credential-all get");
    }

    @Test void saysWhatAHelperDidNotDo() throws Exception {
        docker("{\"credHelpers\":{\"" + HOST + "\":\"x\"}}");
        Files.writeString(folder.resolve("docker-credential-x"), "echo 'vault is sealed' >&2; exit 4");
        assertThatThrownBy(() -> find(HOST)).isInstanceOf(IOException.class).hasMessage("docker-credential-x get, which " + file
                + " names, ended with exit code 4 for " + HOST + ": vault is sealed. Expected credentials. Try it by hand:"
                + " echo " + HOST + " | docker-credential-x get");

        Files.writeString(folder.resolve("docker-credential-x"), "echo not-json-but-secret");
        assertThatThrownBy(() -> find(HOST)).hasMessage("docker-credential-x get, which " + file
                + " names, gave no JSON with Username and Secret for "
                + HOST + ". Expected both. Try it by hand: echo " + HOST + " | docker-credential-x get").hasNoCause();

        docker("{\"credHelpers\":{\"" + HOST + "\":\"../x\"}}");
        assertThatThrownBy(() -> find(HOST)).hasMessage("image.registry.dockerConfig: " + file
                + " names the credential helper \"../x\". Expected the end of a program's name docker-credential-…, of letters,"
                + " digits, . _ and -.");
    }

    @Test void saysWhatIsWrongWithTheFileAndRepeatsNothingOfIt() throws Exception {
        scene.dockerConfig = Optional.of(file);
        assertThatThrownBy(() -> find(HOST)).hasMessage("image.registry.dockerConfig: " + file
                + " cannot be read (NoSuchFileException). Expected a config.json of Docker, at most 1 MiB; docker login writes"
                + " one.");
        for (var broken : List.of("secret", "{\"auths\":\"secret\"", "{\"auths\":{\"" + HOST + "\":{\"auth\":[\"secret\"]}}}")) {
            docker(broken);
            assertThatThrownBy(() -> find(HOST)).hasMessage("image.registry.dockerConfig: " + file
                    + " is not what Docker writes (line 1). Expected JSON with auths, credsStore or credHelpers; docker login"
                    + " writes it.").hasNoCause();
        }
        docker("{\"auths\":{\"" + HOST + "\":{\"auth\":\"" + base64("secret") + "\"}}}");
        assertThatThrownBy(() -> find(HOST)).hasMessage("image.registry.dockerConfig: the auth of " + HOST + " in " + file
                + " is not what Docker writes. Expected USER:PASSWORD in base64; docker login writes it.");
    }

    @Test void comesFromTheConfigurationWithItsFilesFoundInTheWorkspace() throws Exception {
        var config = new RegistryConfig(Optional.of(new RegistryConfig.Login("greenlight", Credential.parse("${PW}")
                .orElseThrow())),
                Optional.of("/root/.docker/config.json"), Set.of("Registry.example.com:5000"), Optional.of("ca.pem"), 7,
                Duration.ofSeconds(9));

        var access = RegistryAccess.of(config, Optional.of(ImageName.parse(HOST + "/shop")), scene.ports().workspace());

        assertThat(access.ca()).contains(folder.toRealPath().resolve("ca.pem"));
        assertThat(access.insecure()).containsExactly("registry.example.com:5000");
        assertThat(access.account(HOST)).map(account -> account.username().written()).contains("greenlight");
        assertThat(access.account("other.example.com")).isEmpty();
        assertThat(access.toString()).contains("${PW}");
        assertThat(RegistryAccess.of(config, Optional.empty(), scene.ports().workspace()).accounts()).isEmpty();
    }
}
