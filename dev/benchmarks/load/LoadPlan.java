package benchmarks.load;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * What users do, all at the same time.
 *
 * @param target  where they come in
 * @param rates   requests a second of each kind, above 0; kinds that are not in it stay away. FRAME is the rate on the one
 *                WebSocket, which is opened when needed: WEBSOCKET has no rate
 * @param timeout from the first byte sent to the last one read; must be above slow and upload
 * @param slow    how long a slow request takes
 * @param upload  how long an upload is being sent
 */
public record LoadPlan(InetSocketAddress target, Map<Kind, Double> rates, Duration timeout, Duration slow, Duration upload) {
    public LoadPlan {
        rates = new EnumMap<>(rates);
        if (rates.isEmpty() || rates.containsKey(Kind.WEBSOCKET) || rates.values().stream().anyMatch(rate -> !(rate > 0))) {
            throw new IllegalArgumentException("The rates are " + rates
                    + ". Expected at least one, each above 0, and none of WEBSOCKET.");
        }
    }

    /** Every kind: 200 short requests a second on kept connections, 30 on new ones, 4 slow ones, 4 uploads, 20 frames. */
    public static LoadPlan everyKind(InetSocketAddress target) {
        return new LoadPlan(target, Map.of(Kind.GET, 120.0, Kind.POST, 80.0, Kind.CONNECTION, 30.0,
                Kind.SLOW, 4.0, Kind.UPLOAD, 4.0, Kind.FRAME, 20.0), Duration.ofSeconds(8), Duration.ofSeconds(2), Duration.ofMillis(1500));
    }

    public static LoadPlan only(InetSocketAddress target, Kind kind, double rate, Duration timeout) {
        return new LoadPlan(target, Map.of(kind, rate), timeout, Duration.ofSeconds(2), Duration.ofMillis(1500));
    }
}
