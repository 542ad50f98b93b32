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
    /** Its heap may outgrow the container's memory, so that the kernel ends it when it is told to run out of it.
     *  @param ports whose workspace has the compiled benchmarks
     *  @param name  images of different names have different digests */
    static Images build(Ports ports, String classes, String name) throws StageException, InterruptedException {
        var config = ImageConfig.ofFiles("release", List.of("java.base"), Map.of(classes + "/benchmarks/release", "app/benchmarks/release"),
                List.of("jre/bin/java", "-Xms32m", "-Xmx400m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xshare:auto", "-cp", "app",
                        "benchmarks.release.Main"), Map.of(), Map.of("bench.image", name), "target/benchmarks/" + name + ".tar");
        var report = ImageStage.unscanned(config, "").run(ports);
        return new Images(report.digest(), report.archive());
    }
}
