package io.jenkins.plugins.greenlight.deploy.process;

import io.jenkins.plugins.greenlight.deploy.RuntimeContract;
import io.jenkins.plugins.greenlight.oci.TestArchive;
import io.jenkins.plugins.greenlight.local.LocalDaemons;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class ProcessContractTest implements RuntimeContract {
    @TempDir Path folder;
    private final TestArchive image = TestArchive.script();

    @AfterEach void nothingIsLeftRunning() throws Exception {
        runtime().clear(Duration.ofSeconds(1));
    }

    @Override public ProcessRuntime runtime() {
        return new ProcessRuntime("shop", "test", folder.resolve("home"), new LocalDaemons());
    }

    @Override public Path archive() throws IOException {
        return image.write(folder.resolve("image.tar"));
    }

    @Override public ImageDigest digest() throws IOException {
        archive();
        return image.digest();
    }
}
