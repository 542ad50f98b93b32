package io.jenkins.plugins.greenlight.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.greenlight.stage.image.buildx.BuildxBuild;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How far an image may reach out, by the platform's policy. */
class ImagePolicyTest {
    private static final String BUILDX = """
            version: 1
            app: shop
            image:
              name: shop
              builder: buildx
              build: {cacheFrom: ["cache.example.org/shop:cache", "type=local,src=/var/cache/in"]}
              buildx:
                program: [/opt/buildx]
                secrets: {token: "${NPM_TOKEN}"}
                ssh: [default, "key=/root/.ssh/id"]
                cacheTo: ["type=registry,ref=out.example.org/shop:cache", "type=local,dest=/var/cache/out"]
              scan:
                trivy: {program: /opt/trivy, cacheFolder: /var/cache/trivy, databaseRepository: "mirror.example.org/trivy-db"}
                suppressions: [/etc/shop/suppressions.yaml, own.yaml]
                checks: ["critical == 0"]
              registry: {user: ci, password: "${file:/run/secrets/registry}", dockerConfig: /root/.docker/config.json, caFile: /etc/ca.pem}
              push: {repository: registry.example.org/shop}
              signing: {program: /opt/cosign, key: /etc/cosign.key, password: "${COSIGN}", publicKey: /etc/cosign.pub}
            """;
    private static final String DOCKER = """
            version: 1
            app: shop
            image:
              name: shop
              builder: docker
              build: {cacheFrom: ["debian:12"]}
              docker: {host: "tcp://build.example.org:2376", tls: /etc/docker-tls}
            """;
    private static final String JIB = """
            version: 1
            app: shop
            image: {name: shop, base: "base.example.org:5000/java:17", files: {a: a}, entrypoint: [a]}
            """;

    private static void read(String config, String policy) throws ConfigException {
        ConfigReader.read(List.of(Layer.of(config, "greenlight.yaml")), PolicyReader.read(policy, "policy.yaml"));
    }

    private static List<String> refused(String config) {
        var refused = catchThrowableOfType(ConfigException.class, () -> read(config, "version: 1\ncommands: []\nhosts: []\nsecrets: []\nfolders: []\n"));
        assertThat(refused).as("accepted").isNotNull();
        return refused.problems().stream().map(ConfigProblem::toString)
                .map(text -> text.replaceFirst("^greenlight.yaml:\\d+:\\d+: ", "").replaceFirst(", which the policy.*", "")).toList();
    }

    @Test void namesAllThatABuildWithBuildKitReachesFor() {
        assertThat(refused(BUILDX)).allMatch(text -> text.startsWith("image."))
                .extracting(text -> text.replaceFirst("^image\\.(\\S+) .*?(\"[^\"]*\")$", "$1 $2")).containsExactlyInAnyOrder(
                        "build.cacheFrom \"cache.example.org\"", "build.cacheFrom.1 \"/var/cache/in\"", "buildx.program \"/opt/buildx\"",
                        "buildx.secrets.token \"NPM_TOKEN\"", "buildx.ssh \"SSH_AUTH_SOCK\"", "buildx.ssh.1 \"/root/.ssh/id\"",
                        "buildx.cacheTo \"out.example.org\"", "buildx.cacheTo.1 \"/var/cache/out\"", "scan.trivy.program \"/opt/trivy\"",
                        "scan.trivy.cacheFolder \"/var/cache/trivy\"", "scan.trivy.databaseRepository \"mirror.example.org\"",
                        "scan.suppressions \"/etc/shop/suppressions.yaml\"", "registry.password \"/run/secrets/registry\"",
                        "registry.dockerConfig \"/root/.docker/config.json\"", "registry.caFile \"/etc/ca.pem\"",
                        "push.repository \"registry.example.org\"", "signing.program \"/opt/cosign\"", "signing.key \"/etc/cosign.key\"",
                        "signing.password \"COSIGN\"", "signing.publicKey \"/etc/cosign.pub\"");
    }

    @Test void readsPlacesOfCachesAsBuildxDoes() {
        var config = """
                version: 1
                app: shop
                image:
                  name: shop
                  builder: buildx
                  build: {cacheFrom: ["a.example.org/shop:cache,b.example.org/shop:cache", "type=registry,REF=c.example.org/shop"]}
                  buildx:
                    program: [/opt/buildx]
                    cacheTo: ['type=local,"dest=/etc/a,b"', "type=local,Dest=/etc/c", "type=s3,bucket=x", "type=inline",
                      "type=s3,bucket=x,endpoint_url=https://s3.example.org:9000/x", "type=azblob,account_url=https://me@blob.example.org?x"]
                """;

        assertThat(refused(config)).extracting(text -> text.replaceFirst("^image\\.(\\S+) .*?(\"[^\"]*\")$", "$1 $2"))
                .containsExactlyInAnyOrder("buildx.program \"/opt/buildx\"", "build.cacheFrom \"a.example.org\"", "build.cacheFrom \"b.example.org\"",
                        "build.cacheFrom.1 \"c.example.org\"", "buildx.cacheTo \"/etc/a,b\"", "buildx.cacheTo.1 \"/etc/c\"",
                        "buildx.cacheTo.2 \"s3\"", "buildx.cacheTo.4 \"s3.example.org:9000\"", "buildx.cacheTo.5 \"blob.example.org\"");
    }

    @Test void takesAPublicKeyOfAServiceForASecretLikeTheKey() {
        var config = JIB.replace("entrypoint: [a]}", "entrypoint: [a], push: {repository: registry.example.org/shop},"
                + " signing: {program: cosign, publicKey: \"hashivault://release\"}}");

        assertThat(refused(config)).anyMatch(text -> text.startsWith("image.signing.publicKey ") && text.endsWith("\"hashivault://release\""));
    }

    @Test void namesTheEngineThatBuildsAndTheRegistryOfABase() {
        assertThat(refused(DOCKER)).extracting(text -> text.replaceFirst(" .*?(\"[^\"]*\")$", " $1")).containsExactlyInAnyOrder(
                "image.docker.host \"build.example.org:2376\"", "image.docker.tls \"/etc/docker-tls\"", "image.build.cacheFrom \"docker.io\"");
        assertThat(refused(JIB)).singleElement().asString().startsWith("image.base ").endsWith("\"base.example.org:5000\"");
    }

    @Test void letsBeWhatIsAllowed() {
        assertThatCode(() -> read(BUILDX, """
                version: 1
                commands: [/opt/buildx, /opt/trivy, /opt/cosign]
                hosts: ["*.example.org"]
                secrets: [NPM_TOKEN, SSH_AUTH_SOCK, /root/.ssh/id, /run/secrets/registry, /root/.docker/config.json, /etc/cosign.key, COSIGN]
                folders: [/var/cache, /etc]
                """)).doesNotThrowAnyException();
    }

    @Test void holdsTheScanToAFloor() {
        var policy = "version: 1\nfloors: {image: {scan: {checks: [\"secrets == 0\"]}}}\n";

        assertThat(catchThrowableOfType(ConfigException.class, () -> read(BUILDX, policy)).problems()).singleElement().asString()
                .contains("image.scan.checks asks nothing of secrets", "wants at least \"secrets == 0\"");
        assertThat(catchThrowableOfType(ConfigException.class, () -> read(DOCKER, policy)).problems()).singleElement().asString()
                .contains("The configuration has no image.scan");
        assertThatCode(() -> read(BUILDX.replace("[\"critical == 0\"]", "[\"secrets == 0\"]"), policy)).doesNotThrowAnyException();
    }

    @Test void keepsAnUntrustedImageAtHome() throws Exception {
        var config = ConfigReader.read(BUILDX, "greenlight.yaml").keepingNothing().image().orElseThrow();

        assertThat(config.push()).isEmpty();
        assertThat(config.signing()).isEmpty();
        assertThat(config.registries().login()).isEmpty();
        assertThat(config.registries().dockerConfig()).isEmpty();
        assertThat(config.scan()).isPresent();
        assertThat(config.build()).isInstanceOfSatisfying(BuildxBuild.class, build -> {
            assertThat(build.cacheTo()).as("what others would build from").isEmpty();
            assertThat(build.anonymous()).isTrue();
        });
    }
}
