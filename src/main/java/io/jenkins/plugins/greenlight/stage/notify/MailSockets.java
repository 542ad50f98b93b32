package io.jenkins.plugins.greenlight.stage.notify;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;
import javax.net.SocketFactory;

/** Plain sockets that can be closed from elsewhere: who waits in one does not hear an interrupt. */
final class MailSockets extends SocketFactory {
    private final Set<Socket> open = new HashSet<>();
    private boolean closed;

    @Override public synchronized Socket createSocket() throws IOException {
        if (closed) {
            throw new IOException("the time for it was over");
        }
        var socket = new Socket();
        open.add(socket);
        return socket;
    }

    /** Those there are and those there will be. */
    synchronized void close() {
        closed = true;
        for (var socket : open) {
            try {
                socket.close();
            } catch (IOException e) {
                continue; // it is of no more use either way
            }
        }
    }

    @Override public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(host, port);
    }

    @Override public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(host, port);
    }

    private Socket connected(InetSocketAddress address) throws IOException {
        var socket = createSocket();
        socket.connect(address);
        return socket;
    }
}
