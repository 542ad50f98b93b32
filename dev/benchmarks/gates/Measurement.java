package benchmarks.gates;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * Reads a report in this JVM and says how long it took, without the JVM's start. First the small report is read for 1.5 s,
 * or 20 times, so that what is measured is compiled; then the report once, or as often as it takes to fill a second.
 */
public final class Measurement {
    private static final long WARM_NANOS = 1_500_000_000L;
    private static final int WARM_TIMES = 20;
    private static final long LEAST_NANOS = 1_000_000_000L;
    private static final double MIB = 1024.0 * 1024;

    private final AtomicLong live = new AtomicLong();

    private Measurement() { }

    /** {@code SMALL REPORT}: prints {@code count seconds cpu-seconds live-MiB resident-MiB}, each of one reading. */
    public static void run(Reading reading, Path small, Path report) throws Exception {
        long begun = System.nanoTime();
        for (int i = 0; i < WARM_TIMES && System.nanoTime() - begun < WARM_NANOS; i++) {
            reading.read(small);
        }
        new Measurement().measure(reading, report);
    }

    private void measure(Reading reading, Path report) throws Exception {
        System.gc();
        watch();
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long begun = System.nanoTime();
        int times = 0;
        Reading.Result result;
        do {
            result = reading.read(report);
            times++;
        } while (System.nanoTime() - begun < LEAST_NANOS);
        double seconds = (System.nanoTime() - begun) / 1e9 / times;
        double computed = (system.getProcessCpuTime() - cpu) / 1e9 / times;
        System.gc(); // the result is still held
        long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        System.out.printf(Locale.ROOT, "%d %.6f %.6f %.1f %.1f%n", result.count(), seconds, computed,
                Math.max(used, live.get()) / MIB, resident());
    }

    /** Keeps the most that the heap held after any collection from now on. */
    private void watch() {
        for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector).addNotificationListener((notification, handback) -> {
                if (notification.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
                    var after = GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData()).getGcInfo()
                            .getMemoryUsageAfterGc();
                    long heap = ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP)
                            .map(pool -> after.get(pool.getName())).mapToLong(MemoryUsage::getUsed).sum();
                    live.accumulateAndGet(heap, Math::max);
                }
            }, null, null);
        }
    }

    /** The most memory this process ever had, as Linux counts it; 0 elsewhere. */
    private static double resident() throws Exception {
        var status = Path.of("/proc/self/status");
        return !Files.exists(status) ? 0 : Files.readAllLines(status).stream().filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).sum() / 1024.0;
    }
}
