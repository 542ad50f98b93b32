package io.jenkins.plugins.greenlight.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Opens connections to the plan's address, which is looked up once. */
final class Dialer {
    private static final int MAX_LINE_BYTES = 8 * 1024;
    private static final int MAX_HEADER_BYTES = 64 * 1024;
    private static final int MAX_CHUNK_BYTES = 64 * 1024;

    private final LoadPlan plan;
    private final SslContext tls;
    private final Bootstrap bootstrap;

    /** @param tls null unless the plan is https
     *  @throws IOException when the host has no address */
    Dialer(LoadPlan plan, SslContext tls, EventLoopGroup loops) throws IOException {
        this.plan = plan;
        this.tls = tls;
        bootstrap = new Bootstrap().group(loops).channel(NioSocketChannel.class)
                .remoteAddress(new InetSocketAddress(InetAddress.getByName(plan.base().getHost()), plan.port()))
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0);
    }

    ChannelFuture dial(Connection connection) {
        return bootstrap.clone().handler(new ChannelInitializer<Channel>() {
            @Override protected void initChannel(Channel channel) {
                if (plan.secure()) {
                    channel.pipeline().addLast(tls.newHandler(channel.alloc(), plan.base().getHost(), plan.port()));
                }
                channel.pipeline().addLast(new HttpClientCodec(MAX_LINE_BYTES, MAX_HEADER_BYTES, MAX_CHUNK_BYTES), connection);
            }
        }).connect();
    }
}
