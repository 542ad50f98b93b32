package io.jenkins.plugins.greenlight.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.greenlight.finding.scanner.TrivyScan;
import io.jenkins.plugins.greenlight.oci.Platform;
import io.jenkins.plugins.greenlight.stage.image.ImageConfig;
import io.jenkins.plugins.greenlight.stage.image.PushConfig;
import io.jenkins.plugins.greenlight.stage.image.build.Dockerfile;
import io.jenkins.plugins.greenlight.stage.image.buildx.BuildxBuild;
import io.jenkins.plugins.greenlight.stage.image.docker.DockerBuild;
import io.jenkins.plugins.greenlight.stage.image.jib.JibBuild;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageConfigReaderTest {
    private static ImageConfig read(String image) throws ConfigException {
        return ConfigReader.read("version: 1\napp: shop\nimage: " + image + "\n", "f").image().orElseThrow();
    }

    @Test void buildsADockerfileWithWhatIsUsual() throws Exception {
        var config = read("{name: shop, builder: docker}");

        assertThat(config.build()).isEqualTo(new DockerBuild(new Dockerfile("Dockerfile", ".", Map.of(), "", List.of(), false),
                "unix:///var/run/docker.sock", Optional.empty(), true));
        assertThat(config.push()).isEmpty();
        assertThat(config.minimumFreeBytes()).isEqualTo(256L << 20);
    }

    @Test void readsWhatBuildKitIsGiven() throws Exception {
        var config = ConfigReader.read(Configs.BUILDX, "f").image().orElseThrow();

        var build = (BuildxBuild) config.build();
        assertThat(config.platforms()).containsExactly(Platform.of("linux/amd64"), Platform.of("linux/arm64"));
        assertThat(build.program()).containsExactly("buildx");
        assertThat(build.secrets().get("token")).hasToString("${TOKEN}");
        assertThat(build.timeout()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.push().orElseThrow()).isEqualTo(new PushConfig("127.0.0.1:5000/shop", List.of("{commit}")));
        assertThat(config.signing().orElseThrow().verify()).isTrue();
    }

    @Test void startsWhatTheBaseStartsWhenNothingIsSaid() throws Exception {
        var build = (JibBuild) read("{name: shop, base: 'r.example.com/java:17', files: {a: a}}").build();

        assertThat(build.base()).contains("r.example.com/java:17");
        assertThat(build.entrypoint()).isEmpty();
    }

    @Test void looksIntoTheImageAndNowhereElse() throws Exception {
        var scan = read("{name: shop, builder: docker, scan: {checks: [\"app.high == 0\", \"os.eol == 0\"]}}").scan().orElseThrow();

        assertThat(scan.trivy().scan()).isEqualTo(TrivyScan.Kind.IMAGE);
        assertThat(scan.trivy().sbom()).isTrue();
        assertThat(scan.checks().all()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{name: shop, builder: docker, files: {a: a}} | image.files is for builder jib. Expected COPY in the Dockerfile.",
        "{name: shop, builder: docker, buildx: {}} | image.buildx is for builder buildx. Expected builder: buildx beside it.",
        "{name: shop, files: {a: a}, entrypoint: [a], docker: {}} | image.docker is for builder docker. Expected builder: docker beside it.",
        "{name: shop, files: {a: a}, entrypoint: [a], build: {}} | image.build says how a Dockerfile is built, which builder jib does not do.",
        "{name: shop, files: {a: a}} | image has no \"entrypoint\". Expected one",
        "{name: shop, builder: docker, push: {repository: 'r.example.com:99999/shop'}} | image.push.repository: ",
        "{builder: docker} | image has no \"name\". Expected one, for example name: shop",
        "{name: shop, builder: docker, platforms: [linux/amd64, linux/arm64]} | image.platforms names 2 platforms, and builder docker builds for one. Expected one, or builder: buildx.",
        "{name: shop, builder: docker, platforms: [amd64]} | image.platforms[0] is the text \"amd64\". Expected OS/ARCHITECTURE, such as",
        "{name: shop, builder: docker, docker: {tls: /etc/tls}} | image.docker.tls is given beside unix:///var/run/docker.sock, which is no network. Expected host: tcp://HOST:PORT",
        "{name: shop, builder: docker, push: {repository: shop}} | image.push.repository is the text \"shop\". Expected HOST/REPOSITORY",
        "{name: shop, builder: docker, push: {repository: 'r.example.com/shop:1'}} | image.push.repository is the text \"r.example.com/shop:1\". Expected HOST/REPOSITORY",
        "{name: shop, builder: docker, push: {repository: r.example.com/shop, tags: ['a b']}} | image.push.tags[0] is the text \"a b\". Expected a tag such as",
        "{name: shop, builder: docker, push: {repository: r.example.com/shop, tags: ['{version}']}} | image.push has the tag {version}, and there is none. Expected image.version",
        "{name: shop, builder: docker, registry: {user: a}} | image.registry.user is given without the other of user and password.",
        "{name: shop, builder: docker, registry: {user: a, password: S3CRET}} | image.registry.password is a text that is not repeated here",
        "{name: shop, builder: docker, registry: {insecure: ['http://a']}} | image.registry.insecure[0] is the text \"http://a\". Expected HOST or HOST:PORT",
        "{name: shop, builder: docker, signing: {key: /k}} | image.signing says how a pushed image is signed, and nothing is pushed.",
        "{name: shop, builder: docker, push: {repository: r.example.com/shop}, signing: {}} | image.signing.key is left out, and nothing says whose signature is good.",
        "{name: shop, builder: docker, push: {repository: r.example.com/shop}, signing: {key: S3CRET}} | image.signing.key is a text that is not repeated here",
        "{name: shop, builder: buildx, buildx: {secrets: {a: S3CRET}}} | image.buildx.secrets.a is a text that is not repeated here",
        "{name: shop, builder: docker, scan: {checks: ['new.high == 0']}} | image.scan.checks[0]: \"new.high == 0\" names the unknown measure \"new.high\".",
        "{name: shop, builder: docker, scan: {}} | image.scan has no \"checks\". Expected one"})
    void saysWhatIsWrong(String image, String message) {
        var refused = catchThrowableOfType(ConfigException.class, () -> read(image));

        assertThat(refused).as("accepted").isNotNull();
        assertThat(refused.getMessage()).contains(message).doesNotContain("S3CRET");
    }
}
