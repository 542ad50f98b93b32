package io.jenkins.plugins.greenlight.docker;

/** What another user is told of an engine's socket. */
final class EngineHostProgram {
    private EngineHostProgram() { }

    public static void main(String[] arguments) {
        System.out.println(EngineHost.of(arguments[0]).problem().orElse("nothing"));
    }
}
