package shop;

/** An accepted order; the total is in cents. */
record Order(String id, String product, int quantity, long totalCents) {

    String json() {
        return "{\"id\":" + Json.quote(id) + ",\"product\":" + Json.quote(product)
                + ",\"quantity\":" + quantity + ",\"totalCents\":" + totalCents + "}";
    }
}
