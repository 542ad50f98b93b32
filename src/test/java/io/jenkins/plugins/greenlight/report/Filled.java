package io.jenkins.plugins.greenlight.report;

import io.jenkins.plugins.greenlight.stage.StageId;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A report with a text of its own in every field that holds one. It walks the records themselves, so that a field that is new
 * tomorrow is filled too.
 */
final class Filled {
    /** Texts of a closed form, which nothing else can be put into. */
    private static final Map<String, String> CLOSED = Map.of("Artifact.sha256", "ef".repeat(32));
    /** How often a record may lie within another of its kind. */
    private static final int DEEP = 2;

    private final String text;
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final List<Class<?>> within = new ArrayList<>();
    private int count;

    private Filled(String text) {
        this.text = text;
    }

    /** @param texts by the field that holds them, such as {@code Check.advice 17} */
    record Report(DeliveryReport report, Map<String, String> texts) { }

    /** @param text between two numbers, by which each is told from the others */
    static Report with(String text) {
        var filled = new Filled(text);
        var report = (DeliveryReport) filled.record(DeliveryReport.class);
        return new Report(report, filled.texts);
    }

    private Object record(Class<?> type) {
        within.add(type);
        try {
            var components = type.getRecordComponents();
            var constructor = type.getDeclaredConstructor(Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            var values = Arrays.stream(components).map(component -> value(component.getGenericType(), type.getSimpleName() + "."
                    + component.getName())).toArray();
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(type.getName() + " cannot be filled. Expected a record that takes any text; what is of a closed"
                    + " form belongs into CLOSED.", e);
        } finally {
            within.remove(within.size() - 1);
        }
    }

    private Object value(Type type, String field) {
        if (type instanceof ParameterizedType container) {
            return container.getRawType() == Optional.class ? Optional.of(value(container.getActualTypeArguments()[0], field))
                    : list(container.getActualTypeArguments()[0], field);
        }
        return single((Class<?>) type, field);
    }

    private List<?> list(Type of, String field) {
        if (of == StageResult.class) {
            return Arrays.stream(StageId.values()).map(this::stage).toList();
        }
        return within.stream().filter(of::equals).count() >= DEEP ? List.of() : Stream.of(1, 2).map(i -> value(of, field)).toList();
    }

    private StageResult stage(StageId id) {
        var stage = (StageResult) record(StageResult.class);
        return new StageResult(id, stage.report(), stage.verdict(), stage.ending(), stage.error(), stage.startedAt(), stage.finishedAt());
    }

    private Object single(Class<?> type, String field) {
        count++;
        if (type == String.class) {
            return CLOSED.getOrDefault(field, text(field));
        }
        if (type.isRecord()) {
            return record(type);
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[count % type.getEnumConstants().length];
        }
        return number(type, field);
    }

    private Object number(Class<?> type, String field) {
        if (type == Instant.class) {
            return SampleReports.START.plusMillis(count * 37L);
        }
        return switch (type.getSimpleName()) {
            case "double" -> (double) count;
            case "long" -> (long) count;
            case "int" -> count;
            case "boolean" -> count % 2 == 0;
            case "OptionalDouble" -> OptionalDouble.of(count);
            case "OptionalLong" -> OptionalLong.of(count);
            default -> throw new AssertionError(field + " is a " + type + ". Teach Filled to fill it.");
        };
    }

    private String text(String field) {
        if (CLOSED.containsKey(field)) {
            return "";
        }
        String all = "t" + count + " " + text + " " + count + "t";
        texts.put(field + " " + count, all);
        return all;
    }
}
