package io.jenkins.plugins.greenlight.stage.image.scan;

import io.jenkins.plugins.greenlight.oci.OciArchive;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import io.jenkins.plugins.greenlight.port.ReleaseId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** The image that production runs now, for a scan to compare with. Asked only when a check names a measure of it. */
public interface ProductionImage {
    /** The release that users reach. @param digest of its image, as it was deployed */
    record Live(ReleaseId release, ImageDigest digest) {
        public Live {
            Objects.requireNonNull(release, "release");
            Objects.requireNonNull(digest, "digest");
        }
    }

    /** A run that nobody trusts gets no credentials, and may name any place where production is said to be. */
    ProductionImage NOT_FOR_UNTRUSTED = new ProductionImage() {
        @Override public Optional<Live> live() throws IOException {
            throw new IOException("an untrusted run does not look at production, since that takes credentials");
        }

        @Override public OciArchive fetch(Live live, Path scratch) throws IOException {
            throw new IOException("an untrusted run does not fetch what production runs");
        }
    };

    /** Empty when none is live. @throws IOException when nobody can say: what happened, what to do */
    Optional<Live> live() throws IOException, InterruptedException;

    /**
     * The image whole. Who gives it holds it to the digest, or, where an engine keeps no manifest, to the configuration that was
     * accepted under that digest: the archive's own digest may be another one then.
     *
     * @param scratch a folder that is there and is deleted when the scan is over
     * @throws IOException when it cannot be had: what happened, what to do
     */
    OciArchive fetch(Live live, Path scratch) throws IOException, InterruptedException;
}
