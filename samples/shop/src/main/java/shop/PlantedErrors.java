package shop;

import java.util.concurrent.atomic.AtomicLong;

/** The share of answers that is to be an error: exactly {@code percent} of any hundred in a row, evenly spread. */
final class PlantedErrors {
    private final AtomicLong asked = new AtomicLong();
    private volatile int percent;

    void order(int newPercent) {
        if (newPercent < 0 || newPercent > 100) {
            throw new IllegalArgumentException("The share of errors is " + newPercent + " %. Expected 0 to 100.");
        }
        percent = newPercent;
    }

    int percent() {
        return percent;
    }

    /** 37 has no factor in common with 100, so a hundred turns meet every remainder once. */
    boolean strikeNext() {
        return asked.getAndIncrement() * 37 % 100 < percent;
    }
}
