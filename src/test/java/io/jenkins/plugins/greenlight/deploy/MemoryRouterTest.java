package io.jenkins.plugins.greenlight.deploy;

/** The tests' own router holds what the real ones do. */
class MemoryRouterTest implements RouterContract {
    private final MemoryRouter router = new MemoryRouter(8080);

    @Override public Router router() {
        return router;
    }

    @Override public void users(int count) {
        router.count(router.live.orElseThrow(), count, 0, 0);
    }
}
