package planted.gate;

/** Planted: imports what its layer may not. */
final class Planted {
    planted.port.Target wrong;
}
