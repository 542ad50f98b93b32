package planted.stage;

/** Something to import. */
public final class Target { }
