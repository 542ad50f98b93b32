package shop;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/** What customers and the router see on the main port. */
final class Storefront implements Endpoint {
    static final int MAX_BODY_BYTES = 64 * 1024;
    private static final String PRODUCT = "/products/";
    private static final String ORDER = "/orders/";

    private final String release;
    private final Catalogue catalogue;
    private final Orders orders;
    private final PlantedErrors errors;

    Storefront(String release, Catalogue catalogue, Orders orders, PlantedErrors errors) {
        this.release = release;
        this.catalogue = catalogue;
        this.orders = orders;
        this.errors = errors;
    }

    @Override
    public Answer answer(String method, URI target, InputStream body) throws IOException {
        String path = target.getPath();
        if (path.equals("/health")) return method.equals("GET") ? health() : Answer.notAllowed(method, "GET, HEAD");
        if (errors.strikeNext()) return Answer.error(500, "This error was ordered on the control port.");
        if (path.equals("/orders")) return method.equals("POST") ? place(body) : Answer.notAllowed(method, "POST");
        if (!path.equals("/products") && !path.startsWith(PRODUCT) && !path.startsWith(ORDER)) return Answer.notFound("The page " + path);
        return method.equals("GET") ? show(path) : Answer.notAllowed(method, "GET, HEAD");
    }

    /** UP even while errors are ordered: a health check that lies is what watching real answers must find out. */
    private Answer health() {
        return Answer.of(200, "{\"status\":\"UP\",\"release\":" + Json.quote(release) + "}");
    }

    private Answer show(String path) {
        if (path.equals("/products")) return Answer.of(200, catalogue.json());
        if (path.startsWith(PRODUCT)) {
            String id = path.substring(PRODUCT.length());
            return catalogue.find(id).map(product -> Answer.of(200, product.json())).orElseGet(() -> Answer.notFound("The product " + id));
        }
        String id = path.substring(ORDER.length());
        return orders.find(id).map(order -> Answer.of(200, order.json())).orElseGet(() -> Answer.notFound("The order " + id));
    }

    private Answer place(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MAX_BODY_BYTES + 1);
        if (bytes.length > MAX_BODY_BYTES) {
            return Answer.error(413, "The body is too large. Expected at most " + MAX_BODY_BYTES + " bytes.");
        }
        try {
            var wanted = OrderRequest.read(bytes);
            var product = catalogue.find(wanted.product());
            if (product.isPresent()) return Answer.of(201, orders.place(product.get(), wanted.quantity()).json());
            return Answer.error(400, "The product " + Json.quote(wanted.product()) + " does not exist. Expected an id from GET /products.");
        } catch (MalformedBody e) {
            return Answer.error(400, e.getMessage());
        }
    }
}
