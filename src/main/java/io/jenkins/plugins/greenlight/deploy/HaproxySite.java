package io.jenkins.plugins.greenlight.deploy;

/**
 * A HAProxy that sends users to a slot.
 *
 * @param socket   its stats socket on this host, level admin
 * @param map      the map file with the one row that says where users go, read again at every reload
 * @param port     where users come in, on 127.0.0.1
 * @param failover whether the other slot answers what a candidate on trial fails
 */
public record HaproxySite(String socket, String map, int port, boolean failover) { }
