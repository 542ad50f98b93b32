package io.jenkins.plugins.greenlight.pipeline;

import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.report.DeliveryReport.Artifact;
import io.jenkins.plugins.greenlight.report.HashedFile;
import io.jenkins.plugins.greenlight.stage.StageFacts;
import io.jenkins.plugins.greenlight.stage.StageFile;
import io.jenkins.plugins.greenlight.stage.StageId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The files of the stages that ran so far, hashed as each stage ends. */
final class RunFiles {
    private final Ports ports;
    private final List<Artifact> artifacts = new ArrayList<>();

    RunFiles(Ports ports) {
        this.ports = ports;
    }

    /** In the order of the stages. */
    List<Artifact> artifacts() {
        return List.copyOf(artifacts);
    }

    void add(StageId stage, StageFacts facts) {
        facts.files().forEach(file -> add(stage, file));
    }

    /** Files beside a report that is written outside the workspace are no surprise to whoever put it there. */
    private void unlisted(String path, boolean inside) {
        if (inside) {
            ports.log().warn(path + " is not in artifacts.json: expected a name without backslashes and control characters."
                    + " report.json has its hash.");
        }
    }

    private void add(StageId stage, StageFile file) {
        try {
            var artifact = HashedFile.of(stage, file, ports.workspace().root());
            artifacts.add(artifact);
            if (!HashedFile.listed(artifact)) {
                unlisted(artifact.path(), file.path().toAbsolutePath().normalize().startsWith(ports.workspace().root()));
            }
        } catch (IOException e) {
            ports.log().warn(file.path() + " is not in artifacts.json: it cannot be read any more: " + e);
        }
    }
}
