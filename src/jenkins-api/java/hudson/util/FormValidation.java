package hudson.util;

import java.io.IOException;
import java.util.Collection;
import org.kohsuke.stapler.HttpResponse;

public abstract class FormValidation extends IOException implements HttpResponse {
    public final Kind kind;

    private FormValidation(Kind kind, String text) {
        super(text);
        this.kind = kind;
    }

    private static FormValidation of(Kind kind, String text) {
        return new FormValidation(kind, text) {
            @Override public String renderHtml() { throw new UnsupportedOperationException(); }
        };
    }

    public static FormValidation error(String text) { return of(Kind.ERROR, text); }

    public static FormValidation warning(String text) { return of(Kind.WARNING, text); }

    public static FormValidation ok(String text) { return of(Kind.OK, text); }

    public static FormValidation ok() { return of(Kind.OK, ""); }

    public static FormValidation error(String text, Object... object) { throw new UnsupportedOperationException(); }

    public static FormValidation warning(String text, Object... object) { throw new UnsupportedOperationException(); }

    public static FormValidation ok(String text, Object... object) { throw new UnsupportedOperationException(); }

    public static FormValidation error(Throwable throwable, String text) { throw new UnsupportedOperationException(); }

    public static FormValidation warning(Throwable throwable, String text) {
        throw new UnsupportedOperationException();
    }

    public static FormValidation error(Throwable throwable, String text, Object... object) {
        throw new UnsupportedOperationException();
    }

    public static FormValidation warning(Throwable throwable, String text, Object... object) {
        throw new UnsupportedOperationException();
    }

    public static FormValidation aggregate(Collection<FormValidation> collection) {
        throw new UnsupportedOperationException();
    }

    public static FormValidation errorWithMarkup(String text) { throw new UnsupportedOperationException(); }

    public static FormValidation warningWithMarkup(String text) { throw new UnsupportedOperationException(); }

    public static FormValidation okWithMarkup(String text) { throw new UnsupportedOperationException(); }

    public static FormValidation validateNonNegativeInteger(String text) { throw new UnsupportedOperationException(); }

    public static FormValidation validateIntegerInRange(String text, int number, int number2) {
        throw new UnsupportedOperationException();
    }

    public static FormValidation validatePositiveInteger(String text) { throw new UnsupportedOperationException(); }

    public static FormValidation validateRequired(String text) { throw new UnsupportedOperationException(); }

    public abstract String renderHtml();

    public enum Kind {
        OK, WARNING, ERROR
    }
}
