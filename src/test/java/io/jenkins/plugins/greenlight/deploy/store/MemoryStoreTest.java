package io.jenkins.plugins.greenlight.deploy.store;

import io.jenkins.plugins.greenlight.deploy.MemoryStore;
import io.jenkins.plugins.greenlight.deploy.StateStore;

class MemoryStoreTest implements StateStoreContract {
    private final MemoryStore store = new MemoryStore();

    @Override public StateStore store() {
        return store;
    }
}
