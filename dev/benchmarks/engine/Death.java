package benchmarks.engine;

/** How a candidate dies after users were sent to it. */
enum Death {
    /** The process in the container is killed; the Docker Engine starts it again. */
    SIGKILL,
    /** By the kernel, at the container's limit of memory. */
    OOM,
    PAUSE,
    /** Killed again each time it is back. */
    CRASH_LOOP,
    /** Its container is removed by force, and then its image. */
    IMAGE_DELETED,
    /** It takes no new connection, and what is open goes on. */
    PORT_CLOSED,
    /** /health says UP and nothing else answers. */
    HEALTH_LIES;

    /** As it stands in the names of results. */
    String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace("_", "");
    }
}
