package io.jenkins.plugins.greenlight.deploy;

/**
 * Who sends users to a slot.
 *
 * @param port  where users come in, on 127.0.0.1
 * @param admin where the embedded router is told, on 127.0.0.1
 */
public record RouterSite(int port, int admin) { }
