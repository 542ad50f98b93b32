package benchmarks.load;

/**
 * A move of all users to a release, as whoever made it told of it. Microseconds since the Unix epoch.
 *
 * @param begun    no later than the first moment at which a request could go there
 * @param reported when it was said to be done
 */
public record Switch(long begun, long reported, String release) {
    static final String HEADER = "begun_us,reported_us,release";

    public Switch {
        if (reported < begun) {
            throw new IllegalArgumentException("The switch to " + release + " was reported at " + reported
                    + " and begun at " + begun + " us. Expected it to be begun first.");
        }
    }

    String line() {
        return begun + "," + reported + "," + release;
    }

    static Switch of(String line) {
        var columns = line.split(",", -1);
        if (columns.length != 3) {
            throw new IllegalArgumentException(columns.length + " columns. Expected 3: " + HEADER);
        }
        return new Switch(Long.parseLong(columns[0]), Long.parseLong(columns[1]), columns[2]);
    }
}
