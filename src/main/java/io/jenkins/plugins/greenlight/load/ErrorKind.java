package io.jenkins.plugins.greenlight.load;

/** Why a request had no good answer. */
public enum ErrorKind {
    /** Sent, and no complete answer in time. */
    TIMEOUT("no complete answer in time"),
    /** No connection, or no TLS handshake, in time. */
    CONNECT("no connection"),
    /** The connection broke, or what came was not HTTP, after the request was sent. */
    RESET("answer broken off"),
    /** A complete answer with a status of 400 or more. */
    STATUS("status 400 or more"),
    /** Never sent: every connection was busy until {@code timeout} after the last arrival. */
    UNSENT("never sent: all connections busy");

    private final String meaning;

    ErrorKind(String meaning) {
        this.meaning = meaning;
    }

    public String meaning() {
        return meaning;
    }
}
