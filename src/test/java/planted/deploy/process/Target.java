package planted.deploy.process;

/** Something to import. */
public final class Target { }
