package io.jenkins.plugins.greenlight.deploy.haproxy;

import java.nio.file.Path;

/** A path that stands in haproxy.cfg and in commands of the runtime socket alike. */
final class RuntimePath {
    private RuntimePath() { }

    /** @param name of the key in greenlight.yaml, for the message
     *  @throws IllegalArgumentException for one that HAProxy would take for something else */
    static Path of(String name, String path) {
        if (!path.matches("/[A-Za-z0-9_./+-]+")) {
            throw new IllegalArgumentException("HAProxy's " + name + " is \"" + path + "\". Expected an absolute path of letters,"
                    + " digits and _ . / + -, the same that haproxy.cfg has: the runtime socket takes no others.");
        }
        return Path.of(path);
    }
}
