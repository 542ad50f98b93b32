package shop;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The newest orders of this process. An id is never used twice, not even by another release. */
final class Orders {
    private final Map<String, Order> byId = new LinkedHashMap<>();
    private final int capacity;

    /** @param capacity how many orders are kept; one more forgets the oldest */
    Orders(int capacity) {
        this.capacity = capacity;
    }

    synchronized Order place(Product product, int quantity) {
        var order = new Order(UUID.randomUUID().toString(), product.id(), quantity, (long) product.cents() * quantity);
        byId.put(order.id(), order);
        if (byId.size() > capacity) byId.remove(byId.keySet().iterator().next());
        return order;
    }

    synchronized Optional<Order> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
