package shop;

/** Something for sale; the price is in cents. */
record Product(String id, String name, int cents) {

    String json() {
        return "{\"id\":" + Json.quote(id) + ",\"name\":" + Json.quote(name) + ",\"cents\":" + cents + "}";
    }
}
