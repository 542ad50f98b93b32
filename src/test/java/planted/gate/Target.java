package planted.gate;

/** Something to import. */
public final class Target { }
