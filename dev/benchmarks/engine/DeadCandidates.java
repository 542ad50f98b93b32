package benchmarks.engine;

import benchmarks.load.Exchange;
import benchmarks.load.Kind;
import benchmarks.load.Load;
import benchmarks.load.LoadPlan;
import benchmarks.load.Outcome;
import io.jenkins.plugins.greenlight.deploy.Crashpoint;
import io.jenkins.plugins.greenlight.deploy.DeployResult;
import io.jenkins.plugins.greenlight.deploy.DeployState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Candidates that die half a second after users were sent to them. */
final class DeadCandidates {
    private static final long AFTER_SWITCH_MILLIS = 500;
    /** What is answered later was not answered well: it hung at the dead and was sent on when that was stopped. */
    private static final long LATE_MICROS = 2_000_000;

    /**
     * @param restoreMicros from the death to the first request from which on each that was sent was answered well by the
     *                      previous release; empty when there was none
     * @param bad           requests sent since the death that were not
     */
    record Case(Death death, DeployResult result, OptionalLong restoreMicros, long bad) {
        boolean back() {
            return result.state().filter(state -> state == DeployState.ROLLED_BACK).isPresent() && restoreMicros.isPresent();
        }
    }

    private final Site site;
    private final Images doomed;
    private final Killer killer;
    private final String good = "good";
    private int releases;

    DeadCandidates(Site site) throws Exception {
        this.site = site;
        this.doomed = site.another("doomed");
        this.killer = new Killer(site.docker(), new BadCandidates(site)::tell);
    }

    /** A good one to go back to. */
    void begin() throws Exception {
        var result = site.deploy(good, Crashpoint.NONE);
        if (!result.delivered()) {
            throw new IllegalStateException("A good release was not delivered: " + result.reason());
        }
    }

    Case run(Death death, Path folder) throws Exception {
        var plan = new LoadPlan(site.frontDoor(), Map.of(Kind.GET, 120.0, Kind.POST, 80.0, Kind.CONNECTION, 20.0),
                Duration.ofSeconds(8), Duration.ofSeconds(2), Duration.ofMillis(1500));
        releases++;
        var release = "d" + releases;
        var died = new AtomicReference<CompletableFuture<Long>>();
        try (var load = Load.start(plan, folder)) {
            var result = site.deploy(release, doomed, (moment, state) -> {
                if (state == DeployState.WATCHING && moment == Crashpoint.Moment.AFTER_ENTRY) {
                    died.set(soon(death, release));
                }
            });
            load.end();
            if (died.get() == null) {
                throw new IllegalStateException(release + " never had users: " + result.reason());
            }
            return judge(death, result, load.ended(), died.get().get(1, TimeUnit.MINUTES));
        }
    }

    /** @return when it was told to die, in microseconds since the epoch, once that is over */
    private CompletableFuture<Long> soon(Death death, String release) {
        return CompletableFuture.supplyAsync(() -> {
            long at = TimedRouter.micros();
            try {
                killer.bring(death, release);
            } catch (Exception e) {
                throw new CompletionException(death + " could not be brought to " + release, e);
            }
            return at;
        }, CompletableFuture.delayedExecutor(AFTER_SWITCH_MILLIS, TimeUnit.MILLISECONDS));
    }

    private Case judge(Death death, DeployResult result, List<Exchange> exchanges, long died) {
        var since = exchanges.stream().filter(exchange -> exchange.sent() >= died)
                .sorted(Comparator.comparingLong(Exchange::sent)).toList();
        int restored = 0;
        for (int i = 0; i < since.size(); i++) {
            restored = isGood(since.get(i)) ? restored : i + 1;
        }
        var at = restored == since.size() ? OptionalLong.empty() : OptionalLong.of(since.get(restored).sent() - died);
        return new Case(death, result, at, since.stream().filter(exchange -> !isGood(exchange)).count());
    }

    private boolean isGood(Exchange exchange) {
        return exchange.outcome() == Outcome.OK && exchange.release().equals(good)
                && exchange.done() - exchange.sent() < LATE_MICROS;
    }
}
