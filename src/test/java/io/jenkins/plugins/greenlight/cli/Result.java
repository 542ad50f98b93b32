package io.jenkins.plugins.greenlight.cli;

/** A figure that a test found, one line for each: RESULT name value unit. */
final class Result {
    private Result() { }

    static void say(String name, long value, String unit) {
        System.out.println("RESULT " + name + " " + value + " " + unit);
    }
}
