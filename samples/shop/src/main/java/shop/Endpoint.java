package shop;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/** Decides what a request is answered; knows nothing of headers and connections. */
interface Endpoint {

    /** @param method never HEAD: the front asks for GET instead and drops the body */
    Answer answer(String method, URI target, InputStream body) throws IOException;
}
