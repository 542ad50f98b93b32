package io.jenkins.plugins.greenlight.load;

import io.jenkins.plugins.greenlight.port.Log;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Short plans for tests, and a log that remembers. */
record Loads(LoadPlan plan) {
    /** 50 per second for 0.4 s are 20 requests; 50 connections; 3 s timeout. */
    static Loads of(URI base) {
        return new Loads(new LoadPlan(base, 50, Duration.ofMillis(400), Duration.ZERO, Duration.ofSeconds(3), 50,
                List.of(LoadPlan.Request.get("/")), "X-Greenlight-Release"));
    }

    Loads rate(double perSecond, long durationMillis) {
        return new Loads(new LoadPlan(plan.base(), perSecond, Duration.ofMillis(durationMillis), plan.warmup(), plan.timeout(),
                plan.connections(), plan.requests(), plan.releaseHeader()));
    }

    Loads warmup(long millis) {
        return new Loads(new LoadPlan(plan.base(), plan.perSecond(), plan.duration(), Duration.ofMillis(millis), plan.timeout(),
                plan.connections(), plan.requests(), plan.releaseHeader()));
    }

    Loads timeout(long millis) {
        return new Loads(new LoadPlan(plan.base(), plan.perSecond(), plan.duration(), plan.warmup(), Duration.ofMillis(millis),
                plan.connections(), plan.requests(), plan.releaseHeader()));
    }

    Loads connections(int connections) {
        return new Loads(new LoadPlan(plan.base(), plan.perSecond(), plan.duration(), plan.warmup(), plan.timeout(),
                connections, plan.requests(), plan.releaseHeader()));
    }

    Loads asking(LoadPlan.Request... requests) {
        return new Loads(new LoadPlan(plan.base(), plan.perSecond(), plan.duration(), plan.warmup(), plan.timeout(),
                plan.connections(), List.of(requests), plan.releaseHeader()));
    }

    LoadResult run() throws Exception {
        return new LoadEngine().run(plan, new Lines());
    }

    static final class Lines implements Log {
        final List<String> all = new CopyOnWriteArrayList<>();

        @Override public void info(String line) {
            all.add(line);
        }

        @Override public void warn(String line) {
            all.add(line);
        }
    }
}
