package benchmarks.load;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Requests of one kind on a fixed schedule: number n is meant to start n / rate after the start, however late the answers
 * are. One that comes late is sent at once, none is left out. Whoever starts a request sees to it that somebody waits for
 * the next one, as far as {@code most} visitors go.
 */
final class Lane {
    private final Kind kind;
    private final double rate;
    private final int most;
    private final Supplier<Visitor> visitors;
    private final long startNanos = System.nanoTime();
    private final AtomicLong tickets = new AtomicLong();
    private final AtomicInteger idle = new AtomicInteger();
    private final AtomicInteger born = new AtomicInteger();
    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    /** On System.nanoTime's scale; what the schedule wants later is not sent. */
    private volatile long endNanos = startNanos + Long.MAX_VALUE / 2;

    Lane(Kind kind, double rate, int first, int most, Supplier<Visitor> visitors) {
        this.kind = kind;
        this.rate = rate;
        this.most = most;
        this.visitors = visitors;
        for (int i = 0; i < first; i++) {
            bear();
        }
    }

    private void bear() {
        if (born.incrementAndGet() > most) {
            born.decrementAndGet();
            return;
        }
        var thread = new Thread(null, this::work, "load-" + kind.word(), 256 * 1024);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void work() {
        try (var visitor = visitors.get()) {
            while (true) {
                long n = tickets.getAndIncrement();
                long dueNanos = startNanos + Math.round(n * 1e9 / rate);
                idle.incrementAndGet();
                boolean due = awaits(dueNanos);
                if (idle.decrementAndGet() == 0 && due) {
                    bear();
                }
                if (!due) {
                    return;
                }
                visitor.visit(n, Moments.of(dueNanos));
            }
        }
    }

    /** @return false when the load ended before that moment */
    private boolean awaits(long nanos) {
        while (nanos - endNanos < 0) {
            long left = nanos - System.nanoTime();
            if (left <= 0) {
                return true;
            }
            LockSupport.parkNanos(left);
        }
        return false;
    }

    /** What is due by now is still sent, and answered or given up, before this returns. */
    void end() throws InterruptedException {
        endNanos = System.nanoTime();
        for (Thread thread; (thread = threads.poll()) != null; ) {
            LockSupport.unpark(thread);
            thread.join();
        }
    }
}
