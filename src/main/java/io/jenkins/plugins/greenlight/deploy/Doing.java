package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.port.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** What a person sees go on while a deployment does what its state asks for. */
final class Doing {
    private Doing() { }

    static Progress in(DeployState state, Target target, Plan plan) {
        var lasts = state == DeployState.WATCHING ? plan.settings().watch().duration() : Duration.ZERO;
        return target.ports().log().progress(plan.environment() + ": " + words(state, plan), lasts);
    }

    /** The image to where the release is to run. */
    static void takeIn(Release release, Path archive, Target target) throws IOException, InterruptedException {
        var progress = target.ports().log().progress(target.environment() + ": taking in the image", Duration.ZERO);
        try {
            target.runtime().accept(release.digest(), archive);
        } finally {
            progress.close();
        }
    }

    private static String words(DeployState state, Plan plan) {
        return switch (state) {
            case PLANNED -> "clearing " + plan.slot().word();
            case MIGRATING -> "migrating the schema";
            case STARTING -> "starting " + plan.candidate().id();
            case CHECKING -> "waiting until " + plan.candidate().id() + " is healthy";
            case AWAITING_APPROVAL -> "waiting for the approval";
            case SWITCHING -> "sending users to " + plan.candidate().id();
            case WATCHING -> "watching " + plan.candidate().id();
            case ROLLING_BACK -> "taking users back";
            case LIVE, ABANDONED, ROLLED_BACK, HALTED -> "cleaning up";
        };
    }
}
