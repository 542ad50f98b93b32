package io.jenkins.plugins.greenlight.load;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;

/** One keep-alive connection with at most one request under way. Lives on the event loop. */
final class Connection extends SimpleChannelInboundHandler<HttpObject> {
    private static final long NONE = -1;

    private final LoadRun run;
    private Channel channel;
    private ChannelFuture written;
    private HttpResponse answer;
    private long arrival = NONE;
    private long deadline;
    private boolean gone;

    Connection(LoadRun run) {
        this.run = run;
    }

    /** Connects first, inside the same deadline. */
    void open(Dialer dialer, long forArrival, long until) {
        take(forArrival, until);
        var connecting = dialer.dial(this);
        channel = connecting.channel();
        connecting.addListener(connected -> {
            if (!connected.isSuccess()) {
                leave();
            }
        });
    }

    void send(long nextArrival, long until) {
        take(nextArrival, until);
        write();
    }

    private void take(long nextArrival, long until) {
        arrival = nextArrival;
        deadline = until;
    }

    private void write() {
        written = channel.writeAndFlush(run.message(arrival));
    }

    /** False from the moment the server has closed it, even before {@link #channelInactive}. */
    boolean usable() {
        return channel.isActive();
    }

    void expire(long now) {
        if (arrival != NONE && now - deadline >= 0) {
            fail(written == null ? ErrorKind.CONNECT : ErrorKind.TIMEOUT);
            channel.close();
        }
    }

    void close() {
        channel.close();
    }

    @Override public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        if (!run.secure() && arrival != NONE) {
            write();
        }
    }

    @Override public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent shaken && shaken.isSuccess() && arrival != NONE) {
            write();
        }
    }

    @Override protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
        if (arrival == NONE || part.decoderResult().isFailure()) {
            channel.close();
            return;
        }
        if (part instanceof HttpResponse head) {
            answer = head;
        }
        if (part instanceof LastHttpContent && answer.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
            complete();
        }
    }

    private void complete() {
        long answered = arrival;
        arrival = NONE;
        boolean again = HttpUtil.isKeepAlive(answer) && written.isSuccess();
        run.answered(answered, answer);
        if (again) {
            run.free(this);
        } else {
            channel.close();
        }
    }

    private void fail(ErrorKind kind) {
        long failed = arrival;
        arrival = NONE;
        run.failed(failed, kind);
    }

    /** The connection is no more. Without a request under way that is no error: servers close idle connections. */
    private void leave() {
        if (gone) {
            return;
        }
        gone = true;
        if (arrival != NONE) {
            fail(written == null ? ErrorKind.CONNECT : ErrorKind.RESET);
        }
        run.gone(this);
    }

    @Override public void channelInactive(ChannelHandlerContext context) {
        leave();
    }

    @Override public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
