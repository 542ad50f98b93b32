package io.jenkins.plugins.greenlight.load;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The plan's requests as they go out, in turn. */
final class Messages {
    private final List<FullHttpRequest> all;

    Messages(LoadPlan plan) {
        all = plan.requests().stream().map(request -> message(plan, request)).toList();
    }

    FullHttpRequest of(long arrival) {
        return all.get((int) (arrival % all.size())).retainedDuplicate();
    }

    private static FullHttpRequest message(LoadPlan plan, LoadPlan.Request request) {
        byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
        String before = plan.base().getRawPath() == null ? "" : plan.base().getRawPath().replaceFirst("/+$", "");
        var message = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.valueOf(request.method()),
                before + request.path(), Unpooled.wrappedBuffer(body));
        var headers = message.headers();
        headers.set(HttpHeaderNames.HOST, plan.base().getPort() < 0 ? plan.base().getHost()
                : plan.base().getHost() + ":" + plan.base().getPort());
        headers.set(HttpHeaderNames.USER_AGENT, "greenlight").set(HttpHeaderNames.ACCEPT, "*/*");
        if (body.length > 0) {
            headers.set(HttpHeaderNames.CONTENT_TYPE, "application/json");
        }
        if (body.length > 0 || !List.of("GET", "HEAD", "OPTIONS", "DELETE").contains(request.method())) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        }
        return message;
    }
}
