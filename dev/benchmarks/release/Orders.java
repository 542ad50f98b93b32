package benchmarks.release;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * How the release is told to go bad: {@code errors=30&seed=7} (percent of answers that are a 500, from that seed),
 * {@code delay=300} (milliseconds on top), {@code hang=true}, {@code bad=/products} (500 there and nowhere else),
 * {@code lie=true} (nothing answers but /health), {@code health=down}, {@code exit=3}, {@code oom=true}, {@code close=true}
 * (the listener). An order replaces the one
 * before; an empty one makes it good again. /health goes on saying UP unless told otherwise, and hangs and is late with
 * the rest; /control always answers.
 */
final class Orders {
    private volatile Map<String, String> now = Map.of();
    private Random random = new Random(0);

    /** @throws IllegalArgumentException for what is no order */
    synchronized void take(String query) {
        var orders = new HashMap<String, String>();
        for (var order : query.isEmpty() ? new String[0] : query.split("&")) {
            var pair = order.split("=", 2);
            if (pair.length < 2 || !pair[0].concat("=").concat(pair[1]).matches(
                    "(errors|seed|delay|exit)=[0-9]{1,9}|(hang|lie|oom|close)=(true|false)|bad=/[a-z]+|health=(up|down)")) {
                throw new IllegalArgumentException("no order: " + order);
            }
            orders.put(pair[0], pair[1]);
        }
        random = new Random(Long.parseLong(orders.getOrDefault("seed", "0")));
        now = Map.copyOf(orders);
    }

    String asked(String order) {
        return now.getOrDefault(order, "");
    }

    boolean is(String order) {
        return asked(order).equals("true");
    }

    long number(String order) {
        return Long.parseLong(now.getOrDefault(order, "0"));
    }

    boolean hangs(String path) {
        return is("hang") || is("lie") && !path.equals("/health");
    }

    boolean fails(String path) {
        if (path.equals("/health")) {
            return asked("health").equals("down");
        }
        return path.equals("/poison") || asked("bad").equals(path) || isUnlucky();
    }

    private synchronized boolean isUnlucky() {
        long percent = number("errors");
        return percent > 0 && random.nextInt(100) < percent;
    }
}
