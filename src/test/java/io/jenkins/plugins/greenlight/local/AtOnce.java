package io.jenkins.plugins.greenlight.local;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** The same work in several threads side by side. */
public final class AtOnce {
    private AtOnce() { }

    /** Returns when all have ended. @return what went wrong in any of them */
    public static List<Throwable> run(int many, Callable<?> work) throws InterruptedException {
        var problems = new ConcurrentLinkedQueue<Throwable>();
        var threads = Stream.generate(() -> new Thread(() -> {
            try {
                work.call();
            } catch (Throwable e) {
                problems.add(e);
            }
        })).limit(many).toList();
        threads.forEach(Thread::start);
        for (var thread : threads) {
            thread.join();
        }
        return List.copyOf(problems);
    }
}
