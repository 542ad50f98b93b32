package io.jenkins.plugins.greenlight.signing;

import io.jenkins.plugins.greenlight.gate.Check;

/** What was found out about the signature of an image. */
public sealed interface Signature {
    /** As a gate sees it; only one that is good lets delivery go on. */
    Check check();

    /** It is signed as it must be.
     *  @param by   who signed, or whose key it was
     *  @param good how many signatures are; others may be there too */
    record Verified(String by, int good) implements Signature {
        @Override public Check check() {
            return Check.passed(SigningProblem.CHECK, "signed by " + by + (good == 1 ? "" : ", " + good + " times"),
                    "a good signature");
        }
    }

    /** Nobody signed it, or somebody else did. @param reason a sentence without its end */
    record Refused(String reason, String expected) implements Signature {
        @Override public Check check() {
            return Check.failed(SigningProblem.CHECK, reason, expected,
                    "Do not deploy it before you know where it comes from. One that"
                    + " Greenlight built is signed when greenlight image pushes it.");
        }
    }

    /** It cannot be told. */
    record Unknown(SigningProblem problem) implements Signature {
        @Override public Check check() {
            return problem.check();
        }
    }
}
