package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.parse.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/** Decides what of a configuration may be shown, in the order of the annotated example; keys that it lacks keep theirs. */
final class Disclosure {
    private final Set<String> over;
    private final KeyOrder order = KeyOrder.ofTheExample();

    /** @param over the sources of what lies over all */
    Disclosure(Set<String> over) {
        this.over = over;
    }

    Shown of(Node tree) {
        return shown(tree, List.of());
    }

    /** @param path the keys from the root to this value, without places in lists */
    private Shown shown(Node node, List<String> path) {
        var origin = Origin.of(node, over);
        if (node.isMap()) {
            var fields = new LinkedHashMap<String, Shown>();
            order.sorted(path, node.fields().keySet())
                    .forEach(key -> fields.put(key, shown(node.fields().get(key), to(path, key))));
            return new Shown(fields, false, origin);
        }
        return node.isList() ? new Shown(items(node, path), false, origin) : scalar(node, path, origin);
    }

    /** What follows {@code --password} in a list of arguments is one, too. */
    private List<Shown> items(Node list, List<String> path) {
        var items = new ArrayList<Shown>();
        String before = "";
        for (var item : list.items()) {
            items.add(shown(item, before.startsWith("-") && !before.contains("=") ? to(path, before) : path));
            before = item.isText() ? item.text() : "";
        }
        return items;
    }

    private static Shown scalar(Node node, List<String> path, Origin origin) {
        if (!node.isText()) {
            return new Shown(node.plain(), false, origin);
        }
        var text = Secrets.hidden(path, node.text());
        return new Shown(text, !text.equals(node.text()), origin);
    }

    private static List<String> to(List<String> path, String key) {
        var longer = new ArrayList<>(path);
        longer.add(key);
        return longer;
    }
}
