package shop;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the shop sells, in the order in which it is shown. */
record Catalogue(String title, List<Product> products) {

    Catalogue {
        products = List.copyOf(products);
    }

    static Catalogue of(String title) {
        return new Catalogue(title, List.of(
                new Product("p1", "Espresso cup", 1250),
                new Product("p2", "Tea pot", 3490),
                new Product("p3", "Coffee mill", 7900),
                new Product("p4", "Milk jug", 1895),
                new Product("p5", "Tray", 2200)));
    }

    Optional<Product> find(String id) {
        return products.stream().filter(product -> product.id().equals(id)).findFirst();
    }

    String json() {
        return products.stream().map(Product::json)
                .collect(Collectors.joining(",", "{\"title\":" + Json.quote(title) + ",\"products\":[", "]}"));
    }
}
