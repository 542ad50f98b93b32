package io.jenkins.plugins.greenlight.stage.image.buildx;

import io.jenkins.plugins.greenlight.gate.Unit;
import io.jenkins.plugins.greenlight.stage.StageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says why a build failed, by what it said itself. */
final class BuildFailure {
    private static final int MOST = 3_000;
    private static final long SCARCE = 1L << 30;

    private final String file;
    private final BuildWatch watch;

    /** @param file the Dockerfile, as the configuration has it */
    BuildFailure(String file, BuildWatch watch) {
        this.file = file;
        this.watch = watch;
    }

    /** @param free on the archive's disk, in bytes */
    StageException ended(int exitCode, long free) {
        var text = new ArrayList<String>();
        var step = watch.failed();
        text.add(step.map(failed -> "The image was not built: " + failed.name() + " failed: " + failed.error())
                .orElse("The image was not built: buildx ended with exit code " + exitCode + "."));
        text.add(quoted(step));
        text.add((step.isPresent() ? "Expected each step of " + file + " to succeed. Correct " + file + ", or what this step"
                + " needs," : "Expected exit code 0. Correct what it says,") + " and build again." + scarce(free));
        return new StageException(String.join("\n", text));
    }

    StageException late(String timeout) {
        return new StageException("The image was not built: buildx was ended, the build ran longer than image.buildx.timeout, "
                + timeout + ".\n" + quoted(Optional.empty()) + "\nExpected it to be done by then. See which step takes so long, or raise"
                + " image.buildx.timeout.");
    }

    private static String scarce(long free) {
        return free >= SCARCE ? "" : " The disk that the image is written to has " + Unit.ofBytes(free) + " left: make room first.";
    }

    private String quoted(Optional<BuildStep> step) {
        var lines = new ArrayList<String>(step.map(BuildStep::lines).orElse(List.of()));
        lines.addAll(watch.words());
        var text = String.join("\n", lines);
        return text.isEmpty() ? "(It said nothing.)" : text.length() <= MOST ? text : "…" + text.substring(text.length() - MOST + 1);
    }
}
