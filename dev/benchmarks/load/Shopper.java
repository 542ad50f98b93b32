package benchmarks.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** GET, POST and slow requests on a kept connection, or each GET on a connection of its own. */
final class Shopper extends Visitor {
    Shopper(Kind kind, LoadPlan plan, Ledger ledger) {
        super(kind, plan, ledger);
    }

    @Override void exchange(long n, long intended) throws IOException {
        if (kind == Kind.CONNECTION) {
            connection.close();
        }
        connection.openUnlessAlive();
        var body = ("order " + n).getBytes(StandardCharsets.US_ASCII);
        sending();
        connection.write(request(body));
        var answer = connection.answer();
        add(n, kind, intended, answer, 200, kind != Kind.POST || Arrays.equals(answer.body(), body));
        if (kind == Kind.CONNECTION) {
            connection.close();
        }
    }

    private byte[] request(byte[] body) {
        var head = switch (kind) {
            case GET -> head("GET", "/products") + "\r\n";
            case CONNECTION -> head("GET", "/products") + "Connection: close\r\n\r\n";
            case SLOW -> head("GET", "/slow?ms=" + plan.slow().toMillis()) + "\r\n";
            case POST -> head("POST", "/echo") + "Content-Length: " + body.length
                    + "\r\n\r\n" + new String(body, StandardCharsets.US_ASCII);
            case UPLOAD, WEBSOCKET, FRAME -> throw new IllegalStateException("A shopper sends no " + kind);
        };
        return head.getBytes(StandardCharsets.US_ASCII);
    }
}
