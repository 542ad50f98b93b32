package planted.config;

/** Planted: imports what its layer may not. */
final class Planted {
    planted.deploy.Target wrong;
}
