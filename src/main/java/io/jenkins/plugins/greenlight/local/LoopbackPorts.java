package io.jenkins.plugins.greenlight.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of 127.0.0.1. What is free now may be taken a moment later. */
public final class LoopbackPorts {
    /** Below what systems give to outgoing connections, any of which could take a port between the look and its use. */
    private static final int FIRST = 15_000;
    private static final int LAST = 31_999;
    private static final int TRIES = 200;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private LoopbackPorts() { }

    /** One that this process has not given before, 15000 to 31999; when none is found there, one that the system chose. */
    public static int free() throws IOException {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
            if (isFree(port) && GIVEN.add(port)) {
                return port;
            }
        }
        try (var channel = ServerSocketChannel.open()) {
            channel.bind(address(0), 1);
            return ((InetSocketAddress) channel.getLocalAddress()).getPort();
        }
    }

    public static boolean isFree(int port) {
        try (var channel = ServerSocketChannel.open()) {
            channel.bind(address(port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static InetSocketAddress address(int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    }
}
