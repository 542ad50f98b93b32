package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.cli.TestSite.Mode;
import io.jenkins.plugins.greenlight.oci.OciArchive;
import io.jenkins.plugins.greenlight.registry.ImageName;
import io.jenkins.plugins.greenlight.registry.PrivateRegistry;
import io.jenkins.plugins.greenlight.registry.Registry;
import io.jenkins.plugins.greenlight.registry.RegistryAccess;
import io.jenkins.plugins.greenlight.signing.RealCosign;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** greenlight production --digest in a workspace that never saw the image: a real registry, router, release and cosign. */
@Tag("slow")
class DigestDeliveryTest {
    @TempDir Path keys;
    private PrivateRegistry registry;
    private TestSite site;
    private ImageName name;

    @BeforeEach void anotherJobPushedIt() throws Exception {
        registry = PrivateRegistry.plain();
        site = new TestSite();
        name = ImageName.parse(registry.host() + "/team/shop");
        var access = new RegistryAccess(List.of(), Optional.empty(), Set.of(registry.host()), Optional.empty(), 2,
                Duration.ofSeconds(30));
        new Registry(access, site.world()).push(OciArchive.read(TestSite.image().archive()), name, List.of("1.0"));
    }

    @AfterEach void end() throws Exception {
        if (site != null) {
            site.close();
        }
        if (registry != null) {
            registry.close();
        }
    }

    private Path workspace(String signing) throws Exception {
        return site.workspace(site.yaml(Mode.GOOD)
                + "image: {name: shop, files: {run: run}, entrypoint: [run], push: {repository: \"" + name
                + "\"}, registry: {insecure: [\"" + registry.host() + "\"], attempts: 2}" + signing + "}\n");
    }

    private TestSite.Said deploy(Path workspace, String digest) {
        return TestSite.run("production", "--workspace", workspace.toString(), "--demo", "--release", "pulled", "--digest",
                digest);
    }

    private static String digest() throws Exception {
        return TestSite.image().digest().value();
    }

    @Test void bringsItLiveAndLeavesNoCopyInTheWorkspace() throws Exception {
        var workspace = workspace("");

        var said = deploy(workspace, digest());

        assertThat(said.exitCode()).as(said.text()).isZero();
        assertThat(said.text()).contains("Pulling " + name + "@" + digest());
        assertThat(site.frontDoor()).isEqualTo("pulled");
        try (var files = Files.walk(workspace)) {
            assertThat(files.filter(file -> file.toString().endsWith(".tar") || file.getFileName().toString()
                    .startsWith("pulled-"))).isEmpty();
        }
    }

    @Test void bringsWhatIsSignedLiveAndNothingElse() throws Exception {
        RealCosign.makeKey(keys, "release");
        var workspace = workspace(", signing: {program: " + RealCosign.program() + ", publicKey: " + keys.resolve("release.pub")
                + ", transparencyLog: false}");

        var unsigned = deploy(workspace, digest());

        assertThat(unsigned.exitCode()).as(unsigned.text()).isEqualTo(10);
        assertThat(unsigned.text()).contains("nobody has signed " + name + "@" + digest());
        assertThat(site.home.resolve("router")).doesNotExist();

        RealCosign.run(keys, "sign", "--key", "release.key", "--tlog-upload=false", "--yes", name + "@" + digest());
        var signed = deploy(workspace, digest());

        assertThat(signed.exitCode()).as(signed.text()).isZero();
        assertThat(site.frontDoor()).isEqualTo("pulled");
    }

    @Test void refusesATag() throws Exception {
        var said = deploy(workspace(""), name + ":1.0");

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.text()).contains("--digest " + name + ":1.0 is a tag and no digest");
    }
}
