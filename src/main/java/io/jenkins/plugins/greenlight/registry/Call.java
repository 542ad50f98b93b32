package io.jenkins.plugins.greenlight.registry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A request to make.
 *  @param body empty for none */
record Call(String method, URI uri, Map<String, String> headers, Optional<Body> body) {
    /** What is sent: opened anew for each attempt. */
    interface Content {
        InputStream open() throws IOException;
    }

    /** @param length of the content, in bytes: not one more, not one less */
    record Body(long length, Content content) {
        static Body of(byte[] bytes) {
            return new Body(bytes.length, () -> new ByteArrayInputStream(bytes));
        }
    }

    Call {
        headers = Map.copyOf(headers);
    }

    static Call of(String method, URI uri) {
        return new Call(method, uri, Map.of(), Optional.empty());
    }

    Call with(String header, String value) {
        var all = new TreeMap<>(headers);
        all.put(header, value);
        return new Call(method, uri, all, body);
    }

    Call with(Body content) {
        return new Call(method, uri, headers, Optional.of(content));
    }

    Call to(URI other) {
        return new Call(method, other, headers, body);
    }
}
