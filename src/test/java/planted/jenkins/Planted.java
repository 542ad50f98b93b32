package planted.jenkins;

/** Planted: imports what its layer may not. */
final class Planted {
    planted.config.Target wrong;
}
