package hudson

/** As in Jenkins by name and kind: what a step throws that has said no. */
class AbortException extends IOException {
    AbortException(String message) { super(message) }
}
