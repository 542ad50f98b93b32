package planted.deploy;

/** Something to import. */
public final class Target { }
