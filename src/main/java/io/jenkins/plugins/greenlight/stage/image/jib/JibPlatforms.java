package io.jenkins.plugins.greenlight.stage.image.jib;

import io.jenkins.plugins.greenlight.oci.Platform;
import io.jenkins.plugins.greenlight.stage.StageException;
import io.jenkins.plugins.greenlight.stage.image.build.BuildOrder;
import java.util.List;

/** What an image is built for. */
final class JibPlatforms {
    private final JibBuild build;
    private final BuildOrder order;

    JibPlatforms(JibBuild build, BuildOrder order) {
        this.build = build;
        this.order = order;
    }

    /** At least one. @throws StageException when the image is to hold a program of this machine that does not run there */
    List<Platform> checked() throws StageException {
        if (order.platforms().isEmpty()) {
            return List.of(here());
        }
        var other = order.platforms().stream().filter(each -> !Platform.here().runsOn(each)).findFirst();
        if (!build.javaModules().isEmpty() && other.isPresent()) {
            throw new StageException("image.platforms names " + other.get() + ", but image.javaModules links a Java runtime for this"
                    + " machine, which is " + Platform.here() + ". Expected an image.base with a Java in it and no image.javaModules,"
                    + " or only " + Platform.here() + ". Change one of them.");
        }
        return order.platforms();
    }

    /** The runtime and its libraries are this machine's; base images are for Linux wherever they run. */
    private Platform here() {
        boolean mac = System.getProperty("os.name").startsWith("Mac") && build.base().isEmpty();
        return mac ? new Platform("darwin", Platform.here().architecture(), "") : Platform.here();
    }
}
