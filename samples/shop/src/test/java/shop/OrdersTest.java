package shop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrdersTest {
    private static final Product CUP = new Product("p1", "Espresso cup", 1250);

    @Test
    void forgetsTheOldestWhenOneMoreThanItsCapacityComes() {
        var orders = new Orders(2);
        var first = orders.place(CUP, 1);
        var second = orders.place(CUP, 2);
        assertThat(orders.find(first.id())).contains(first);

        var third = orders.place(CUP, 3);

        assertThat(orders.find(first.id())).isEmpty();
        assertThat(orders.find(second.id())).contains(second);
        assertThat(orders.find(third.id())).contains(third);
    }
}
