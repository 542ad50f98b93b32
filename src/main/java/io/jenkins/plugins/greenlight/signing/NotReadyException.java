package io.jenkins.plugins.greenlight.signing;

/** Cosign, or what it needs, is not there. */
final class NotReadyException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient SigningProblem problem;

    NotReadyException(SigningProblem problem) {
        super(problem.text());
        this.problem = problem;
    }

    SigningProblem problem() {
        return problem;
    }
}
