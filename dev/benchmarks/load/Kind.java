package benchmarks.load;

/** What a user does. {@code WEBSOCKET} is the opening of one, {@code FRAME} one echo on it. */
public enum Kind {
    GET, POST, CONNECTION, SLOW, UPLOAD, WEBSOCKET, FRAME;

    /** As it stands in files and in the names of results. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Whether the router chooses a release for each of these: an open WebSocket stays where it is. */
    public boolean isRouted() {
        return this != FRAME;
    }
}
