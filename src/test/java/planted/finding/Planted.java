package planted.finding;

/** Planted: imports what its layer may not. */
final class Planted {
    planted.stage.Target wrong;
}
