package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.port.ImageDigest;
import java.nio.file.Path;

class MemoryContractTest implements RuntimeContract {
    private final MemoryRuntime runtime = new MemoryRuntime();

    @Override public Runtime runtime() {
        return runtime;
    }

    @Override public Path archive() {
        return Path.of("image.tar");
    }

    @Override public ImageDigest digest() {
        return new ImageDigest("sha256:" + "1".repeat(64));
    }
}
