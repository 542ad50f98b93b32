package io.jenkins.plugins.greenlight.deploy.haproxy;

import io.jenkins.plugins.greenlight.deploy.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The names of the backends of one application and environment. The server of a slot is named like the slot, in each of them. */
final class Backends {
    private final String prefix;

    Backends(String app, String environment) {
        this.prefix = part("application", app) + "-" + part("environment", environment) + "-";
    }

    private static String part(String what, String name) {
        if (!name.matches("[A-Za-z0-9_.-]+")) {
            throw new IllegalArgumentException("The " + what + " is called \"" + name + "\". Expected letters, digits and _ . -"
                    + " only: it becomes part of the names of HAProxy's backends.");
        }
        return name;
    }

    /** Where a backend name leads. */
    record Place(Slot slot, boolean onTrial) { }

    /** Answers 503 by itself. */
    String nobody() {
        return prefix + "nobody";
    }

    String front() {
        return prefix + "front";
    }

    String of(Slot slot, boolean onTrial) {
        return prefix + slot.word() + (onTrial ? "-trial" : "");
    }

    /** Every place that leads to a server. */
    static List<Place> places() {
        var places = new ArrayList<Place>();
        for (var slot : Slot.values()) {
            places.add(new Place(slot, false));
            places.add(new Place(slot, true));
        }
        return places;
    }

    String of(Place place) {
        return of(place.slot(), place.onTrial());
    }

    /** Empty for any other name, {@link #nobody} among them. */
    Optional<Place> place(String backend) {
        return places().stream().filter(place -> of(place).equals(backend)).findFirst();
    }
}
