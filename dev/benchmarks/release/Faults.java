package benchmarks.release;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What the release does to itself when it is told to. */
final class Faults {
    private Faults() { }

    static void delay(Orders orders, String path) throws InterruptedException {
        while (orders.hangs(path)) {
            Thread.sleep(20);
        }
        long delay = orders.number("delay");
        if (delay > 0) {
            Thread.sleep(delay);
        }
    }

    /** PUT /control?ORDERS. Answers first, then obeys. */
    static boolean control(Visit visit, Server server, Request request) throws IOException {
        try {
            server.orders.take(request.query());
        } catch (IllegalArgumentException e) {
            return visit.say(400, e.getMessage(), request);
        }
        boolean more = visit.say(200, request.query(), request);
        obey(server);
        return more;
    }

    private static void obey(Server server) throws IOException {
        if (!server.orders.asked("exit").isEmpty()) {
            Runtime.getRuntime().halt((int) server.orders.number("exit"));
        }
        if (server.orders.is("close")) {
            server.closeListener();
        }
        if (server.orders.is("oom")) {
            new Thread(Faults::devour, "oom").start();
        }
    }

    /** Ends the process: by the kernel where its memory is limited, else by -XX:+ExitOnOutOfMemoryError. */
    private static void devour() {
        List<byte[]> all = new ArrayList<>();
        while (true) {
            var more = new byte[1 << 20];
            java.util.Arrays.fill(more, (byte) 1);
            all.add(more);
        }
    }
}
