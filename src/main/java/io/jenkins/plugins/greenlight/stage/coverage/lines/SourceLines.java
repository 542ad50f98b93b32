package io.jenkins.plugins.greenlight.stage.coverage.lines;

/** A source file and what the tests reached in it: lines, methods and classes, each once. */
public final class SourceLines {
    private final SourceName name;
    private final PackedLines lines;
    private final Entered methods;
    private final Entered classes;

    SourceLines(SourceName name, PackedLines lines, Entered methods, Entered classes) {
        this.name = name;
        this.lines = lines;
        this.methods = methods;
        this.classes = classes;
    }

    public SourceName name() {
        return name;
    }

    public String path() {
        return name.path();
    }

    /** Whether its report lists no line of it. */
    public boolean isEmpty() {
        return lines.count() == 0;
    }

    /** Whether its report names its methods, or its classes. */
    boolean names(Metric metric) {
        return !(metric == Metric.METHOD ? methods : classes).ratio().isEmpty();
    }

    /** By number, each once. */
    public void forEach(LineVisitor visitor) {
        lines.forEach(visitor);
    }

    /** Of every metric its report knows. */
    public Counters counters() {
        var sum = new LineSum();
        forEach(sum);
        var counters = sum.counters();
        counters.add(Metric.METHOD, methods.ratio());
        counters.add(Metric.CLASS, classes.ratio());
        return counters;
    }

    /** The same file in another report, under this name. */
    SourceLines merge(SourceLines other) {
        var allMethods = new Entered();
        allMethods.addAll(methods);
        allMethods.addAll(other.methods);
        var allClasses = new Entered();
        allClasses.addAll(classes);
        allClasses.addAll(other.classes);
        return new SourceLines(name, lines.merge(other.lines), allMethods, allClasses);
    }

    @Override public String toString() {
        return name + ": " + counters().get(Metric.LINE);
    }
}
