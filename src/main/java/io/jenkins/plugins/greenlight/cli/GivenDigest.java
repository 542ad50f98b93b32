package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.port.ImageDigest;

/** Reads what stands behind {@code --digest}: a tag is refused there, for it may name another image by now. */
final class GivenDigest {
    private static final String HOW =
            " The digest stands in report.json of the run that built the image, under \"digest\"; of a tag"
            + " in a registry, docker buildx imagetools inspect NAME:TAG says it.";

    private GivenDigest() { }

    /** @throws BadInputException for anything but a digest, with what to write */
    static ImageDigest parse(String text) throws BadInputException {
        try {
            return new ImageDigest(text);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(refusal(text));
        }
    }

    private static String refusal(String text) {
        var behind = text.substring(text.lastIndexOf('@') + 1);
        if (!behind.equals(text) && isDigest(behind)) {
            return "--digest " + text + " has more than the digest. Expected --digest " + behind
                    + ": the repository is image.push.repository.";
        }
        if (text.startsWith("sha256:")) {
            return "--digest " + text + " is cut or mistyped. Expected sha256: and 64 digits of 0-9 and a-f." + HOW;
        }
        return "--digest " + text + " is a tag and no digest: it may name another image by now. Expected sha256: and 64 digits."
                + HOW;
    }

    private static boolean isDigest(String text) {
        try {
            return new ImageDigest(text).value().equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
