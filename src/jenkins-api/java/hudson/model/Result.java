package hudson.model;

import java.io.Serializable;

public final class Result implements Serializable {
    public static final Result SUCCESS = new Result("SUCCESS", 0);
    public static final Result UNSTABLE = new Result("UNSTABLE", 1);
    public static final Result FAILURE = new Result("FAILURE", 2);
    public static final Result NOT_BUILT = new Result("NOT_BUILT", 3);
    public static final Result ABORTED = new Result("ABORTED", 4);
    public final int ordinal;
    public final boolean completeBuild;
    private final String name;

    private Result(String name, int ordinal) {
        this.name = name;
        this.ordinal = ordinal;
        completeBuild = ordinal < 3;
    }

    public Result combine(Result result) { throw new UnsupportedOperationException(); }

    public static Result combine(Result result, Result result2) { throw new UnsupportedOperationException(); }

    public boolean isWorseThan(Result result) { throw new UnsupportedOperationException(); }

    public boolean isWorseOrEqualTo(Result result) { throw new UnsupportedOperationException(); }

    public boolean isBetterThan(Result result) { throw new UnsupportedOperationException(); }

    public boolean isBetterOrEqualTo(Result result) { throw new UnsupportedOperationException(); }

    public boolean isCompleteBuild() { throw new UnsupportedOperationException(); }

    public String toString() { return name; }

    public static Result fromString(String text) { throw new UnsupportedOperationException(); }
}
