package io.jenkins.plugins.greenlight.load;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A server on the loopback, on the engine's own loop, for the engine to rehearse with. */
record Echo(Channel server) implements AutoCloseable {
    private static final byte[] ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII);

    /** @throws IOException when no port on the loopback can be had */
    static Echo on(EventLoopGroup loops) throws IOException, InterruptedException {
        var binding = new ServerBootstrap().group(loops).channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new Answering());
                    }
                }).bind(new InetSocketAddress("127.0.0.1", 0)).await();
        if (!binding.isSuccess()) {
            throw new IOException("No port of the loopback could be opened to rehearse the load test: "
                    + binding.cause().getMessage() + ". Expected a free port. See which limits this machine sets.",
                    binding.cause());
        }
        return new Echo(binding.channel());
    }

    /** Twenty requests. */
    LoadPlan plan() {
        var address = (InetSocketAddress) server.localAddress();
        return new LoadPlan(URI.create("http://127.0.0.1:" + address.getPort()), 200, Duration.ofMillis(100), Duration.ZERO,
                Duration.ofSeconds(2), 2, List.of(LoadPlan.Request.get("/")), "X-Release");
    }

    @Override public void close() {
        server.close();
    }

    /** The whole request is in the first bytes read: it is short and has no body. */
    private static final class Answering extends SimpleChannelInboundHandler<ByteBuf> {
        @Override protected void channelRead0(ChannelHandlerContext context, ByteBuf request) {
            context.writeAndFlush(Unpooled.wrappedBuffer(ANSWER));
        }
    }
}
