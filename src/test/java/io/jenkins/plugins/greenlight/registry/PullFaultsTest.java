package io.jenkins.plugins.greenlight.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a pull does in such trouble. */
class PullFaultsTest extends TroubledRegistry {
    private RegistryException refusalToPull() throws Exception {
        scene.registry().push(image, name, List.of());
        return catchThrowableOfType(RegistryException.class, () -> scene.registry().pull(name, image.digest(), folder
                .resolve("pulled.tar")));
    }

    private String pulling(String rest) {
        return "Pulling " + name + "@" + image.digest() + " failed: " + faulty.host() + " " + rest;
    }

    @Test void saysThatAnImageIsNotThere() {
        assertThatThrownBy(() -> scene.registry().pull(name, image.digest(), folder.resolve("pulled.tar")))
                .hasMessage(pulling("answered 404 (MANIFEST_UNKNOWN: manifest unknown). Expected to be able to pull from "
                + repository + ". Check the image's name, and that the registry has it."));
        assertThat(folder.resolve("pulled.tar")).doesNotExist();
    }

    @Test void loadsABlobAgainWhoseDownloadBrokeOff() throws Exception {
        scene.registry().push(image, name, List.of());
        faulty.fault("GET .*/blobs/", 2, FaultyRegistry.cutsAnswerAfter(50));

        var pulled = scene.registry().pull(name, image.digest(), folder.resolve("pulled.tar"));

        assertThat(pulled.manifests()).isEqualTo(image.manifests());
        assertThat(scene.warnings).hasSize(2);
    }

    @Test void leavesNoFileBehindWhenADownloadKeepsBreakingOff() throws Exception {
        faulty.fault("GET .*/blobs/.*" + image.manifests().get(0).blobs().get(2).substring(7), 9,
                FaultyRegistry.cutsAnswerAfter(50_000));

        assertThat(refusalToPull()).hasMessageContaining("broke off").hasMessageContaining("(the last of 4 attempts)");
        assertThat(Files.list(folder)).containsExactly(folder.resolve("image.tar"));
    }

    @Test void takesNoBlobWithOtherBytes() throws Exception {
        var layer = image.manifests().get(0).blobs().get(1);
        faulty.fault("GET .*/blobs/" + layer, 9, FaultyRegistry.body(body -> {
            body[77] ^= 1;
            return body;
        }));

        assertThat(refusalToPull().getMessage()).matches("\\Q" + pulling("gave bytes whose digest is ")
                + "\\Esha256:[0-9a-f]{64}\\Q. Expected "
                + layer + ". What it has was changed or is broken: do not use it, see the registry's storage, and push the image"
                + " again.\\E");
        assertThat(faulty.count("GET .*/blobs/" + layer)).isEqualTo(1);
        assertThat(Files.list(folder)).containsExactly(folder.resolve("image.tar"));
    }

    @Test void takesNoManifestWithOtherBytes() throws Exception {
        faulty.fault("GET .*/manifests/", 9, FaultyRegistry.body(body -> {
            body[body.length - 1] = ' ';
            return body;
        }));

        assertThat(refusalToPull()).hasMessageContaining("gave bytes whose digest is sha256:").hasMessageContaining("Expected "
                + image.digest());
    }

    @Test void takesNoBlobThatIsLongerOrShorter() throws Exception {
        var layer = image.manifests().get(0).blobs().get(1);
        faulty.fault("GET .*/blobs/" + layer, 1, FaultyRegistry.answers("200 OK", "short"));

        assertThat(refusalToPull()).hasMessage(pulling("gave 5 bytes of the blob " + layer
                + ". Expected 300000, as its manifest says. See the registry's storage, and push the image again."));
        faulty.fault("GET .*/blobs/" + layer, 1, FaultyRegistry.answers("200 OK", "x".repeat(300_001)));
        assertThat(refusalToPull()).hasMessageStartingWith(pulling("gave more than 300000 bytes of the blob " + layer + ". "));
    }
}
