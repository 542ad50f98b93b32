package benchmarks.engine;

import io.jenkins.plugins.greenlight.port.ImageDigest;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.stage.StageException;
import io.jenkins.plugins.greenlight.stage.image.ImageConfig;
import io.jenkins.plugins.greenlight.stage.image.ImageStage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The image of the release that is switched, as the image stage builds it. */
record Images(ImageDigest digest, Path archive) {
    /** @param ports whose workspace has the compiled benchmarks */
    static Images build(Ports ports, String classes) throws StageException, InterruptedException {
        var config = new ImageConfig("release", List.of("java.base"), Map.of(classes + "/benchmarks/release", "app/benchmarks/release"),
                List.of("jre/bin/java", "-Xmx48m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xshare:auto", "-cp", "app",
                        "benchmarks.release.Main"), Map.of(), Map.of(), "target/benchmarks/release.tar");
        var report = new ImageStage(config, "").run(ports);
        return new Images(report.digest(), report.archive());
    }
}
