package planted.cli;

/** Planted: imports what its layer may not. */
final class Planted {
    planted.jenkins.Target wrong;
}
