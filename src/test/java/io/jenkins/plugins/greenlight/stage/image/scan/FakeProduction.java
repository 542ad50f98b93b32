package io.jenkins.plugins.greenlight.stage.image.scan;

import io.jenkins.plugins.greenlight.oci.OciArchive;
import io.jenkins.plugins.greenlight.port.ReleaseId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Production as a test has it: nothing, an image, or what cannot be reached. */
final class FakeProduction implements ProductionImage {
    private final Optional<OciArchive> archive;
    Optional<IOException> refusing = Optional.empty();
    int asked;
    int fetched;

    FakeProduction() {
        this(Optional.empty());
    }

    FakeProduction(Optional<OciArchive> archive) {
        this.archive = archive;
    }

    @Override public Optional<Live> live() {
        asked++;
        return archive.map(own -> new Live(new ReleaseId("r41"), own.digest()));
    }

    @Override public OciArchive fetch(Live live, Path scratch) throws IOException {
        fetched++;
        if (refusing.isPresent()) {
            throw refusing.get();
        }
        return OciArchive.open(Files.copy(archive.orElseThrow().file(), scratch.resolve("production.tar")), live.digest());
    }
}
