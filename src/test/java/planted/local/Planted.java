package planted.local;

/** Planted: imports what its layer may not. */
final class Planted {
    planted.gate.Target wrong;
}
