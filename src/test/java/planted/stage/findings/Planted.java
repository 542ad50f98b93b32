package planted.stage.findings;

/** Planted: imports what its layer may not. */
final class Planted {
    planted.stage.coverage.Target wrong;
}
