package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.local.LoopbackPorts;
import io.jenkins.plugins.greenlight.port.Ports;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The ports of the sample's configuration where they are free, others where they are not. */
final class DemoPorts {
    /** From a slot's port to the one on which the shop can be told to go bad. */
    static final int CONTROL = 1000;
    private static final Pattern PORT = Pattern.compile("\\b18[01]\\d\\d\\b");

    private DemoPorts() { }

    static String free(String yaml, Ports ports) throws IOException {
        Map<String, String> chosen = new HashMap<>();
        Set<Integer> taken = new HashSet<>();
        var found = PORT.matcher(yaml);
        while (found.find()) {
            if (!chosen.containsKey(found.group())) {
                int port = pick(Integer.parseInt(found.group()), taken);
                if (port != Integer.parseInt(found.group())) {
                    ports.log().info("Port " + found.group() + " is in use; taking " + port + " instead");
                }
                taken.add(port);
                taken.add(port + CONTROL);
                chosen.put(found.group(), String.valueOf(port));
            }
        }
        return PORT.matcher(yaml).replaceAll(match -> chosen.get(match.group()));
    }

    private static int pick(int wanted, Set<Integer> taken) throws IOException {
        int port = wanted;
        while (taken.contains(port) || taken.contains(port + CONTROL) || !LoopbackPorts.isFree(port) || !LoopbackPorts.isFree(port + CONTROL)) {
            port = Math.min(LoopbackPorts.free(), 65_535 - CONTROL);
        }
        return port;
    }
}
