package planted.port;

/** Something to import. */
public final class Target { }
