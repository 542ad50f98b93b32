package io.jenkins.plugins.greenlight.registry;

import io.jenkins.plugins.greenlight.oci.OciArchive;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A real registry, and a network before it that is not well. */
abstract class TroubledRegistry {
    private static PrivateRegistry real;
    @TempDir Path folder;
    FaultyRegistry faulty;
    RegistryScene scene;
    ImageName name;
    String repository;
    OciArchive image;

    @BeforeAll static void start() throws Exception {
        real = PrivateRegistry.plain();
    }

    @AfterAll static void stop() {
        if (real != null) {
            real.close();
        }
    }

    @BeforeEach void stand() throws Exception {
        faulty = new FaultyRegistry(real.port());
        scene = new RegistryScene(folder).insecure(faulty.host());
        repository = "team/shop-" + faulty.host().substring(10);
        name = ImageName.parse(faulty.host() + "/" + repository);
        image = TestImages.one(folder.resolve("image.tar"), 300_000, 100_000);
    }

    @AfterEach void leave() throws Exception {
        faulty.close();
    }
}
