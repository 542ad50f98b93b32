package planted.pipeline;

/** Planted: imports what its layer may not. */
final class Planted {
    planted.deploy.process.Target wrong;
}
