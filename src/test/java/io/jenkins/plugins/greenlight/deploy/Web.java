package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.port.Http;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** The simulated world's network: what is begun is answered when the time has come for it. */
record Web(World world) implements Http {
    @Override public Answer send(Request request) throws IOException {
        return world.conduct == null ? world.answer(request) : world.conduct.now(request);
    }

    @Override public CompletableFuture<Answer> begin(Request request) throws InterruptedException {
        return world.conduct == null ? Http.super.begin(request) : world.conduct.later(request);
    }
}
