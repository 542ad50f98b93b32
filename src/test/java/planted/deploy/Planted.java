package planted.deploy;

/** Planted: imports what its layer may not. */
final class Planted {
    ProcessBuilder wrong;
}
