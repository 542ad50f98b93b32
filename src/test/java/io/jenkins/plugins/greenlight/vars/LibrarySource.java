package io.jenkins.plugins.greenlight.vars;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.expr.ClassExpression;
import org.codehaus.groovy.ast.expr.ConstructorCallExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.stmt.ForStatement;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.Phases;
import org.codehaus.groovy.control.SourceUnit;

/** What a script calls, reads and creates, found in its syntax tree. */
final class LibrarySource extends ClassCodeVisitorSupport {
    private final Set<String> own = new TreeSet<>();
    private final Set<String> calls = new TreeSet<>();
    private final Set<String> properties = new TreeSet<>();
    private final Set<String> classes = new TreeSet<>();
    private final Set<String> loopsWithIterator = new TreeSet<>();

    static LibrarySource of(Path file) throws Exception {
        return of(file.getFileName().toString(), Files.readString(file));
    }

    static LibrarySource of(String name, String text) {
        var unit = new CompilationUnit();
        unit.addSource(name, text);
        unit.compile(Phases.CONVERSION);
        var found = new LibrarySource();
        unit.getAST().getModules().forEach(module -> {
            module.getMethods().forEach(found::visitMethod);
            found.visitBlockStatement(module.getStatementBlock());
        });
        return found;
    }

    /** Names of methods that are not the script's own: steps, other scripts, and methods of objects. */
    Set<String> calls() {
        var others = new TreeSet<>(calls);
        others.removeAll(own);
        return others;
    }

    Set<String> properties() {
        return properties;
    }

    Set<String> classes() {
        return classes;
    }

    Set<String> loopsWithIterator() {
        return loopsWithIterator;
    }

    @Override public void visitMethod(MethodNode node) {
        own.add(node.getName());
        super.visitMethod(node);
    }

    @Override public void visitMethodCallExpression(MethodCallExpression call) {
        calls.add(call.getMethodAsString());
        super.visitMethodCallExpression(call);
    }

    @Override public void visitPropertyExpression(PropertyExpression property) {
        properties.add(property.getPropertyAsString());
        super.visitPropertyExpression(property);
    }

    @Override public void visitConstructorCallExpression(ConstructorCallExpression call) {
        classes.add("new " + call.getType().getName());
        super.visitConstructorCallExpression(call);
    }

    @Override public void visitClassExpression(ClassExpression expression) {
        classes.add(expression.getType().getName());
    }

    @Override public void visitForLoop(ForStatement loop) {
        if (loop.getVariable() != ForStatement.FOR_LOOP_DUMMY) {
            loopsWithIterator.add(loop.getVariable().getName());
        }
        super.visitForLoop(loop);
    }

    @Override protected SourceUnit getSourceUnit() {
        return null;
    }
}
