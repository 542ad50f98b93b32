package io.jenkins.plugins.greenlight.deploy.haproxy;

import io.jenkins.plugins.greenlight.deploy.Router.FenceLostException;
import java.util.List;

/**
 * What one holder of the lease may write: versions of the map, in one worker.
 *
 * @param pid    of the worker that handed them out
 * @param fence  committed when the lease was taken, so that no older version can be
 * @param writes for the switch and for the way back, in this order
 */
record Prepared(long pid, long fence, List<Long> writes) {
    Prepared {
        writes = List.copyOf(writes);
    }

    boolean owns(long version) {
        return version == fence || writes.contains(version);
    }

    /** The first one that can still be committed. @throws FenceLostException when all are used up */
    long above(long version) throws FenceLostException {
        return writes.stream().filter(write -> write > version).findFirst().orElseThrow(() -> new FenceLostException(
                "Both writes that were prepared in HAProxy are used up. Expected a fresh lease before users are moved again."));
    }
}
