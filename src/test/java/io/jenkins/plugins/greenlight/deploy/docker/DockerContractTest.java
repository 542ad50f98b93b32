package io.jenkins.plugins.greenlight.deploy.docker;

import io.jenkins.plugins.greenlight.deploy.Runtime;
import io.jenkins.plugins.greenlight.deploy.RuntimeContract;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class DockerContractTest implements RuntimeContract {
    private DockerFixture docker;

    @BeforeEach void engineRuns() throws Exception {
        docker = new DockerFixture();
    }

    @AfterEach void nothingIsLeft() throws Exception {
        if (docker != null) {
            docker.close();
        }
    }

    @Override public Runtime runtime() {
        return docker.runtime();
    }

    @Override public Path archive() throws IOException {
        return DockerFixture.archive("one");
    }

    @Override public ImageDigest digest() throws IOException {
        return DockerFixture.digest("one");
    }
}
