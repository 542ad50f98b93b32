package io.jenkins.plugins.greenlight.config;

import java.util.List;

/**
 * Something outside the workspace that a configuration asks for.
 *
 * @param path  to where the configuration says so, key by key; it may stand there by default alone
 * @param value as {@link Kind} has it
 */
record Demand(Kind kind, List<String> path, String value) {
    /** What can be asked for, and what a policy calls the list of what may be. */
    enum Kind {
        /** The first word of an argument list: a name to be found in PATH, or a path from the root on. */
        COMMAND("commands", "runs the program"),
        /** {@code HOST:PORT}, {@code unix:///PATH}, or an address to listen at. */
        HOST("hosts", "names the host"),
        /** {@code NAME}, {@code NAME@VERSION}, the variable of a reference or the path of the file that it names. */
        SECRET("secrets", "asks for the secret"),
        /** A file or folder of this host, from the root on. */
        FOLDER("folders", "names the path"),
        /** A variable that programs of a migration are given. */
        VARIABLE("variables", "gives programs the variable");

        private final String key;
        private final String verb;

        Kind(String key, String verb) {
            this.key = key;
            this.verb = verb;
        }

        /** In a policy. */
        String key() {
            return key;
        }

        /** For a message, between path and value. */
        String verb() {
            return verb;
        }
    }

    Demand {
        path = List.copyOf(path);
    }

    /** The section of the configuration that it belongs to. */
    String section() {
        return path.get(0);
    }
}
