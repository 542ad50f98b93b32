package io.jenkins.plugins.greenlight.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What editors make of greenlight.schema.json is what we make of it: another validator says the same of every tree. */
@Tag("slow")
class SchemaAgreementTest {
    private static final JsonSchema OTHER = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Schema.resource(Schema.NAME));
    /** Of the other values; each at every place would take a minute. */
    private static final int EACH = 5;
    private static final List<Object> VALUES = List.of("", " ", "x", "5", "0s", "1441m", "GET /", "/abs", "a/../b", "a\\b", "line >= 80%",
            "http://u:p@h/", "process", 0, 7.5, 1e9, true, Map.of(), Map.of("x", 1), Map.of("PORT", "1"), Map.of("a b", "x"),
            List.of(), List.of(" "), "x".repeat(201));

    @Test void bothTakeEveryConfigurationThatIsShown() {
        Configs.all().forEach((name, text) -> {
            assertThat(ours(Configs.tree(text))).as(name).isEmpty();
            assertThat(others(Configs.tree(text).plain())).as(name).isEmpty();
        });
    }

    @Test void bothSayTheSameOfEveryBreakage() {
        var seen = new int[2];

        for (var text : List.of(Configs.DOCKER, Configs.PROCESS)) {
            broken(Configs.tree(text).plain()).forEach(broken -> {
                String json = Json.write(broken);
                boolean ours = ours(Json.read(json, "f.json")).isEmpty();
                assertThat(ours).as(() -> json + ours(Json.read(json, "f.json")) + others(broken)).isEqualTo(others(broken).isEmpty());
                seen[ours ? 1 : 0]++;
            });
        }

        assertThat(seen[0]).as("that are refused").isGreaterThan(800);
        assertThat(seen[1]).as("that still hold").isGreaterThan(60);
    }

    /** Readers go by what the schema let pass: none may stumble over it. */
    @Test void noReaderStumblesOverWhatTheSchemaLetsPass() {
        for (var text : List.of(Configs.DOCKER, Configs.PROCESS)) {
            broken(Configs.tree(text).plain()).forEach(broken -> {
                String json = Json.write(broken);
                var problems = new ArrayList<ConfigProblem>();
                ConfigReader.read(Draft.of(Json.read(json, "f.json"), Schema.greenlight(), problems::add, path -> { }));
                assertThat(problems).as(json).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(ours(Json.read(json, "f.json")).size());
            });
        }
    }

    private static List<ConfigProblem> ours(Node tree) {
        var problems = new ArrayList<ConfigProblem>();
        SchemaCheck.check(tree, Schema.greenlight(), problems::add);
        return problems;
    }

    private static List<String> others(Object tree) {
        return OTHER.validate(Json.write(tree), InputFormat.JSON).stream().map(Object::toString).toList();
    }

    /** Each place once taken away, once with a key too many or misspelled, and once as some other value. */
    private static Stream<Object> broken(Object tree) {
        var all = new ArrayList<Object>();
        var some = new ArrayList<Object>();
        VALUES.forEach(value -> replaced(tree, old -> value, all::add));
        for (int i = 0; i < all.size(); i += EACH) {
            some.add(all.get(i));
        }
        replaced(tree, old -> null, some::add);
        misspelled(tree, some::add);
        return some.stream();
    }

    private static void misspelled(Object tree, Consumer<Object> found) {
        if (tree instanceof Map<?, ?> map) {
            map.forEach((key, child) -> {
                found.accept(without(map, key, key + "x", child));
                found.accept(without(map, key, null, null));
                misspelled(child, changed -> found.accept(with(map, key, changed)));
            });
        } else if (tree instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                int at = i;
                misspelled(list.get(at), changed -> found.accept(with(list, at, changed)));
            }
        }
    }

    private static void replaced(Object tree, Function<Object, Object> change, Consumer<Object> found) {
        if (tree instanceof Map<?, ?> map) {
            map.forEach((key, child) -> {
                found.accept(with(map, key, change.apply(child)));
                replaced(child, change, changed -> found.accept(with(map, key, changed)));
            });
        } else if (tree instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                int at = i;
                found.accept(with(list, at, change.apply(list.get(at))));
                replaced(list.get(at), change, changed -> found.accept(with(list, at, changed)));
            }
        }
    }

    private static Object with(Map<?, ?> map, Object key, Object child) {
        var changed = new LinkedHashMap<Object, Object>(map);
        changed.put(key, child);
        return changed;
    }

    private static Object without(Map<?, ?> map, Object key, Object other, Object child) {
        var changed = new LinkedHashMap<Object, Object>(map);
        changed.remove(key);
        if (other != null) {
            changed.put(other, child);
        }
        return changed;
    }

    private static Object with(List<?> list, int at, Object child) {
        var changed = new ArrayList<Object>(list);
        changed.set(at, child);
        return changed;
    }
}
