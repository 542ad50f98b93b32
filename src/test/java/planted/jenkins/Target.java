package planted.jenkins;

/** Something to import. */
public final class Target { }
