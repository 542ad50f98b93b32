package io.jenkins.plugins.greenlight.pipeline;

import io.jenkins.plugins.greenlight.config.GreenlightConfig;
import io.jenkins.plugins.greenlight.deploy.History;
import io.jenkins.plugins.greenlight.deploy.Journal;
import io.jenkins.plugins.greenlight.deploy.Target;
import io.jenkins.plugins.greenlight.oci.OciArchive;
import io.jenkins.plugins.greenlight.stage.StageId;
import io.jenkins.plugins.greenlight.stage.image.scan.ProductionImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** What production runs now, as its state says it, without a lease; its bytes from the registry, else from production itself. */
final class RunningImage implements ProductionImage {
    private final GreenlightConfig config;
    private final Places places;
    private final Optional<PushedImages> pushed;

    RunningImage(GreenlightConfig config, Places places, Optional<PushedImages> pushed) {
        this.config = config;
        this.places = places;
        this.pushed = pushed;
    }

    @Override public Optional<Live> live() throws IOException, InterruptedException {
        return History.of(Journal.open(production().store()).entries()).live()
                .map(placed -> new Live(placed.release().id(), placed.release().digest()));
    }

    /** From production itself it is what the target keeps: each layer is held against the configuration that was accepted,
     *  and the
     *  archive's own digest may be another one. */
    @Override public OciArchive fetch(Live live, Path scratch) throws IOException, InterruptedException {
        var archive = scratch.resolve(live.digest().hex() + ".tar");
        var missing = pushed.isEmpty() ? "image.push names no registry" : "";
        try {
            if (pushed.isPresent()) {
                pushed.get().pull(live.digest(), archive);
                return OciArchive.open(archive, live.digest());
            }
        } catch (IOException e) {
            missing = "from the registry: " + e.getMessage();
        }
        try {
            production().runtime().save(live.digest(), scratch, archive);
            return OciArchive.read(archive);
        } catch (IOException e) {
            throw new IOException("The image " + live.digest() + " of release " + live.release()
                    + " was looked for in the registry and in production"
                    + " (" + missing + "; from production: " + e.getMessage()
                    + "). Expected it in one of them. Push images to a registry"
                    + " with image.push, or leave checks on production.new out.", e);
        }
    }

    private Target production() throws IOException, InterruptedException {
        if (config.production().isEmpty()) {
            throw new IOException("The configuration has no section production. Expected one that says where it runs: write it, or"
                    + " leave checks on production.new out.");
        }
        return places.look(config.app(), StageId.PRODUCTION.word(), config.production().get().deploy());
    }
}
