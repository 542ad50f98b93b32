package io.jenkins.plugins.greenlight.architecture;

import java.io.IOException;
import java.lang.invoke.MethodType;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The types that src/jenkins-api declares, as compiled for the tests. */
final class JenkinsSignatures {
    private static final Path CLASSES = Path.of("target/jenkins-api-classes");
    private static final int SEEN = Modifier.PUBLIC | Modifier.PROTECTED;
    private static final int COMPARED = SEEN | Modifier.STATIC | Modifier.ABSTRACT | Modifier.FINAL | Modifier.INTERFACE;

    private JenkinsSignatures() { }

    /** Without what nobody outside can name: anonymous and private classes. */
    static List<Class<?>> declared() throws IOException {
        try (var files = Files.walk(CLASSES)) {
            var names = files.map(file -> CLASSES.relativize(file).toString()).filter(name -> name.endsWith(".class")).sorted()
                    .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.')).toList();
            List<Class<?>> types = new ArrayList<>();
            for (var name : names) {
                var type = load(name);
                if (!type.isAnonymousClass() && !Modifier.isPrivate(type.getModifiers())) {
                    types.add(type);
                }
            }
            return types;
        }
    }

    static Class<?> load(String name) {
        try {
            return Class.forName(name, false, JenkinsSignatures.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(name, e);
        }
    }

    /** Name and descriptor to modifiers, of the members that a plugin can use or must know of. */
    static Map<String, Integer> members(Class<?> type) {
        return members(type, member -> (member.getModifiers() & SEEN) != 0 && !member.isSynthetic());
    }

    static Map<String, Integer> members(Class<?> type, Predicate<Member> wanted) {
        Map<String, Integer> members = new TreeMap<>();
        Stream.of(type.getDeclaredFields()).filter(wanted).forEach(field ->
                members.put(field.getName() + field.getType().descriptorString(), field.getModifiers() & COMPARED));
        Stream.of(type.getDeclaredMethods()).filter(wanted).forEach(method ->
                members.put(method.getName() + descriptor(method.getReturnType(), method.getParameterTypes()),
                        method.getModifiers() & COMPARED));
        Stream.of(type.getDeclaredConstructors()).filter(wanted).forEach(made ->
                members.put("<init>" + descriptor(void.class, made.getParameterTypes()), made.getModifiers() & COMPARED));
        return members;
    }

    private static String descriptor(Class<?> answer, Class<?>[] parameters) {
        return MethodType.methodType(answer, parameters).descriptorString();
    }

    /** What can be compared: javap does not print of a class file that it is nested, nor that an interface is abstract, and
     *  whether an enum is abstract or final comes from its constants. */
    static int comparable(Class<?> type, int modifiers) {
        int left = modifiers & COMPARED & ~Modifier.STATIC;
        if (type.isInterface()) {
            return left & ~Modifier.ABSTRACT;
        }
        return type.isEnum() ? left & ~(Modifier.ABSTRACT | Modifier.FINAL) : left;
    }

    static List<String> parents(Class<?> type) {
        List<String> parents = new ArrayList<>();
        if (type.getSuperclass() != null && type.getSuperclass() != Object.class) {
            parents.add(type.getSuperclass().getName());
        }
        for (var one : type.getInterfaces()) {
            parents.add(one.getName());
        }
        return parents;
    }
}
