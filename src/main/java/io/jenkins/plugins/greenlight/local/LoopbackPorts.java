package io.jenkins.plugins.greenlight.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;

/** TCP ports of 127.0.0.1. What is free now may be taken a moment later. */
public final class LoopbackPorts {
    private LoopbackPorts() { }

    /** One that the system chose. */
    public static int free() throws IOException {
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
