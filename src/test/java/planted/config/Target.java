package planted.config;

/** Something to import. */
public final class Target { }
