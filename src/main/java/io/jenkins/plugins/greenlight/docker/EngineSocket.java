package io.jenkins.plugins.greenlight.docker;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A connection to an engine. Its writing side can be closed alone: the engine then knows that nobody waits, ends what it
 * does, and what it still says can be read. An interrupt of whoever reads or writes closes it.
 */
final class EngineSocket implements Closeable {
    private final SocketChannel channel;
    private final Optional<SSLSocket> secure;

    private EngineSocket(SocketChannel channel, Optional<SSLSocket> secure) {
        this.channel = channel;
        this.secure = secure;
    }

    /** @param tls empty for plain bytes */
    static EngineSocket open(EngineHost host, Optional<SSLContext> tls, int timeoutMillis) throws IOException {
        var address = host.address();
        var channel = host.isSocket() ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open();
        try {
            if (host.isSocket()) {
                channel.connect(UnixDomainSocketAddress.of(Path.of(address.getPath())));
                return new EngineSocket(channel, Optional.empty());
            }
            channel.socket().connect(new InetSocketAddress(address.getHost(), address.getPort()), timeoutMillis);
            return new EngineSocket(channel, tls.isPresent()
                    ? Optional.of(secured(tls.get(), channel.socket(), address.getHost(), address.getPort())) : Optional.empty());
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static SSLSocket secured(SSLContext tls, Socket socket, String host, int port) throws IOException {
        var secure = (SSLSocket) tls.getSocketFactory().createSocket(socket, host, port, true);
        var parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }

    InputStream in() throws IOException {
        return secure.isPresent() ? secure.get().getInputStream() : new Reading();
    }

    OutputStream out() throws IOException {
        return secure.isPresent() ? secure.get().getOutputStream() : new Writing();
    }

    void endWriting() throws IOException {
        if (secure.isPresent()) {
            secure.get().shutdownOutput();
        } else {
            channel.shutdownOutput();
        }
    }

    /** The channel goes first: a TLS socket would wait for whoever writes to it. */
    @Override public void close() throws IOException {
        channel.close();
    }

    /** Not those of {@code Channels}: they let nobody write while somebody reads. */
    private final class Reading extends InputStream {
        @Override public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override public int read(byte[] bytes, int from, int length) throws IOException {
            return length == 0 ? 0 : channel.read(ByteBuffer.wrap(bytes, from, length));
        }
    }

    private final class Writing extends OutputStream {
        @Override public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override public void write(byte[] bytes, int from, int length) throws IOException {
            var buffer = ByteBuffer.wrap(bytes, from, length);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }
    }
}
