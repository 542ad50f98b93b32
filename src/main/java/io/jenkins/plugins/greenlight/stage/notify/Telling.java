package io.jenkins.plugins.greenlight.stage.notify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** All channels at once, each in a thread of its own, and none past the time there is. */
final class Telling {
    private Telling() { }

    /** @param most after which nobody is waited for any more
     *  @return one for each channel, in their order
     *  @throws InterruptedException at once when this thread is interrupted; whatever is under way is ended */
    static List<NotifyReport.Told> all(List<Channel> channels, Retries retries, Duration most) throws InterruptedException {
        if (channels.isEmpty()) {
            return List.of();
        }
        var threads = Executors.newFixedThreadPool(channels.size(), Telling::thread);
        long end = System.nanoTime() + most.toNanos();
        try {
            var pending = channels.stream().map(channel -> threads.submit((Callable<NotifyReport.Told>) () -> retries.tell(channel))).toList();
            var told = new ArrayList<NotifyReport.Told>();
            for (int i = 0; i < channels.size(); i++) {
                told.add(outcome(channels.get(i), pending.get(i), end - System.nanoTime(), most));
            }
            return told;
        } finally {
            end(threads, channels);
        }
    }

    private static void end(ExecutorService threads, List<Channel> channels) {
        threads.shutdownNow();
        channels.forEach(Channel::abort);
    }

    private static NotifyReport.Told outcome(Channel channel, Future<NotifyReport.Told> pending, long nanos, Duration most)
            throws InterruptedException {
        try {
            return pending.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return NotifyReport.Told.not(channel.name(), channel.where(), "there was no end to it within " + most.toMillis() / 1000.0 + " s");
        } catch (ExecutionException e) {
            return NotifyReport.Told.not(channel.name(), channel.where(), "it stumbled over what nobody expected, "
                    + e.getCause().getClass().getSimpleName() + ". This is a fault in Greenlight: report it");
        }
    }

    /** Nobody's end waits for it. */
    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "notify");
        thread.setDaemon(true);
        return thread;
    }
}
