package io.jenkins.plugins.greenlight.load;

import io.jenkins.plugins.greenlight.port.Log;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Loads an address in the open model: requests start at a fixed rate whatever the answers do, and a latency counts from
 * the start that was intended, so that waiting for a free connection is part of it. Asks every request once.
 */
public final class LoadEngine {
    private static final long LINE_NANOS = 2_000_000_000;
    private static final long SHORTEST_PAUSE_NANOS = 20_000;

    private final SslContextBuilder tls;

    /** For https trusts what this Java trusts. */
    public LoadEngine() {
        this(SslContextBuilder.forClient());
    }

    LoadEngine(SslContextBuilder tls) {
        this.tls = tls;
    }

    /**
     * Takes a moment to rehearse, warm-up and duration, and twice the timeout more at the most. An address where nobody
     * listens is a result.
     *
     * @param log a line about every 2 s
     * @throws IOException          when the host has no address, or the loopback no free port to rehearse on
     * @throws InterruptedException after closing every connection
     */
    public LoadResult run(LoadPlan plan, Log log) throws IOException, InterruptedException {
        var loops = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("greenlight-load", true),
                NioIoHandler.newFactory());
        var progress = log.progress("Load test", plan.warmup().plus(plan.duration()));
        try {
            rehearse(loops);
            return perform(plan, plan.secure() ? tls.build() : null, loops, progress::note);
        } finally {
            progress.close();
            loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
        }
    }

    /** What this program needs to get going (300 ms and more in a new JVM) would else be the first requests' latency. */
    private static void rehearse(EventLoopGroup loops) throws IOException, InterruptedException {
        try (var echo = Echo.on(loops)) {
            perform(echo.plan(), null, loops, line -> { });
        }
    }

    private static LoadResult perform(LoadPlan plan, SslContext context, EventLoopGroup loops, Consumer<String> log)
            throws IOException, InterruptedException {
        var dialer = new Dialer(plan, context, loops);
        var run = new LoadRun(plan, Schedule.of(plan, System.nanoTime()), dialer);
        try {
            drive(run, loops, log);
            return on(loops, run::result);
        } finally {
            loops.execute(run::stop);
        }
    }

    private static void drive(LoadRun run, EventLoopGroup loops, Consumer<String> log) throws InterruptedException {
        long line = System.nanoTime() + LINE_NANOS;
        var progress = on(loops, run::look);
        while (!progress.finished()) {
            LockSupport.parkNanos(Math.max(SHORTEST_PAUSE_NANOS, progress.wake() - System.nanoTime()));
            progress = on(loops, run::look);
            if (System.nanoTime() >= line) {
                line += LINE_NANOS;
                log.accept(text(progress));
            }
        }
    }

    private static String text(LoadRun.Progress now) {
        return String.format(Locale.ROOT, "Load: %d requests due (warm-up included), %d waiting for a connection;"
                + " recorded so far: %d good, %d failed", now.due(), now.waiting(), now.good(), now.failed());
    }

    /** Waiting for the loop also ends when this thread is interrupted. */
    private static <T> T on(EventLoopGroup loops, Callable<T> work) throws InterruptedException {
        try {
            return loops.submit(work).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The load engine stopped: " + e.getCause(), e.getCause());
        }
    }
}
