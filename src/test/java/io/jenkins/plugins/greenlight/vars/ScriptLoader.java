package io.jenkins.plugins.greenlight.vars;

import com.cloudbees.groovy.cps.CpsTransformer;
import groovy.lang.Binding;
import groovy.lang.GroovyClassLoader;
import groovy.lang.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.runtime.InvokerHelper;

/** Compiles scripts as Jenkins does: in pieces that can be interrupted, on top of a base class with the steps. */
final class ScriptLoader {
    private static final Path VARS = Path.of("vars");
    private final GroovyClassLoader library;

    /** @param transformer cuts {@code vars/} into pieces, with or without the sandbox */
    ScriptLoader(CpsTransformer transformer) throws IOException {
        var jenkins = new GroovyClassLoader(ScriptLoader.class.getClassLoader(), new CompilerConfiguration());
        parseResource(jenkins, "AbortException.groovy");
        parseResource(jenkins, "Library.groovy");
        var steps = new GroovyClassLoader(jenkins, transformed(new CpsTransformer()));
        parseResource(steps, "Declarative.groovy");
        parseResource(steps, "BlockSteps.groovy");
        library = new GroovyClassLoader(steps, script(transformer));
        try (var files = Files.list(VARS)) {
            for (var file : files.filter(file -> file.toString().endsWith(".groovy")).toList()) {
                library.parseClass(Files.readString(file), file.getFileName().toString());
            }
        }
    }

    static boolean isVariable(String name) {
        return Files.exists(VARS.resolve(name + ".groovy"));
    }

    /** A Jenkinsfile's text, ready to be run. Its classes are those that {@link #classesOf} reads its state with. */
    Script parse(String text) {
        var loader = new GroovyClassLoader(library, script(new CpsTransformer()));
        return InvokerHelper.createScript(loader.parseClass(text, "Jenkinsfile.groovy"), new Binding());
    }

    static ClassLoader classesOf(Script script) {
        return script.getClass().getClassLoader();
    }

    /** What a step throws that has said no. */
    Throwable no(String message) {
        try {
            return (Throwable) library.loadClass("hudson.AbortException").getConstructor(String.class).newInstance(message);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("AbortException.groovy cannot be loaded.", e);
        }
    }

    private static void parseResource(GroovyClassLoader loader, String name) throws IOException {
        try (var text = ScriptLoader.class.getResourceAsStream(name)) {
            loader.parseClass(new String(text.readAllBytes(), StandardCharsets.UTF_8), name);
        }
    }

    private static CompilerConfiguration script(CpsTransformer transformer) {
        var configuration = transformed(transformer);
        configuration.setScriptBaseClass("BlockSteps");
        return configuration;
    }

    private static CompilerConfiguration transformed(CpsTransformer transformer) {
        var configuration = new CompilerConfiguration();
        configuration.addCompilationCustomizers(transformer);
        return configuration;
    }
}
