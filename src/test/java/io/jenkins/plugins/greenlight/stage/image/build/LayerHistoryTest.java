package io.jenkins.plugins.greenlight.stage.image.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.oci.OciArchive;
import io.jenkins.plugins.greenlight.oci.TestArchive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a report says of a layer, out of a history that anybody may have written. */
class LayerHistoryTest {
    @TempDir private Path folder;

    private String said(String createdBy) throws IOException {
        var image = TestArchive.script().history(List.of(Map.of("created_by", createdBy), Map.of("created_by", createdBy)));
        image.write(folder.resolve("image.tar"));
        return LayerHistory.of(OciArchive.read(folder.resolve("image.tar"))).values().iterator().next();
    }

    @Test void leavesOutTheArgumentsThatABuildWasGiven() throws IOException {
        assertThat(said("|2 DB=hunter2 X=a b /bin/sh -c make")).isEqualTo("RUN make");
        assertThat(said("RUN |2 DB=hunter2 X=a b /bin/sh -c make # buildkit")).isEqualTo("RUN make # buildkit");
        assertThat(said("RUN |1 DB=hunter2 /bin/bash -o pipefail -c make")).isEqualTo("RUN make");
        assertThat(said("RUN |1 DB=hunter2 make")).isEqualTo("RUN");
        assertThat(said("/bin/sh -c make")).isEqualTo("RUN make");
        assertThat(said("/bin/sh -c #(nop) COPY file:aa in /")).isEqualTo("COPY file:aa in /");
    }

    @Test void hidesWhatSoundsOrLooksLikeASecret() throws IOException {
        assertThat(said("RUN /bin/sh -c curl -H 'X-Token: abc' https://me:pw@host/ --password=abc # buildkit"))
                .isEqualTo("RUN /bin/sh -c curl -H 'X-Token: **** https://****@host/ --password=**** # buildkit");
        assertThat(said("COPY $5 ghp_" + "a1".repeat(18) + " /x")).isEqualTo("COPY $5 **** /x");
    }
}
