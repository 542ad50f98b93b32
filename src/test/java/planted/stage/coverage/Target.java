package planted.stage.coverage;

/** Something to import. */
public final class Target { }
