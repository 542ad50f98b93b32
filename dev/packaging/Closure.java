package packaging;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;

/** Everything that the classes of one package need, as far as this project or a library of its class path has it.
 *  @param classes entry name to bytes
 *  @param libraries jars of the class path
 *  @param strings every string literal of those classes
 *  @param strangers classes that are named, and that neither Java, Jenkins, this project nor a library has */
record Closure(Map<String, byte[]> classes, Set<Path> libraries, Set<String> strings, Set<String> strangers) {
    private static final String END = ".class";

    /** @param provided what Jenkins brings: folders of sources, and prefixes of internal names */
    record Provided(Path sources, Set<String> prefixes) {
        boolean has(String name) {
            int inner = name.indexOf('$');
            return prefixes.stream().anyMatch(name::startsWith)
                    || Files.exists(sources.resolve((inner < 0 ? name : name.substring(0, inner)) + ".java"));
        }
    }

    static Closure of(String start, Path classes, String classPath, Provided jenkins) throws IOException {
        var closure = new Closure(new TreeMap<>(), new LinkedHashSet<>(), new TreeSet<>(), new TreeSet<>());
        var jars = owners(classPath);
        var open = new ArrayDeque<String>();
        try (var files = Files.list(classes.resolve(start))) {
            files.map(file -> start + "/" + file.getFileName()).filter(name -> name.endsWith(END)).sorted()
                    .forEach(name -> open.add(name.substring(0, name.length() - END.length())));
        }
        while (!open.isEmpty()) {
            var name = open.remove();
            if (closure.classes.containsKey(name + END)) {
                continue;
            }
            var bytes = Files.readAllBytes(classes.resolve(name + END));
            closure.classes.put(name + END, bytes);
            var file = ClassFile.read(bytes);
            closure.strings.addAll(file.strings());
            for (var other : file.classes()) {
                if (Files.exists(classes.resolve(other + END))) {
                    open.add(other);
                } else if (!inJava(other) && !jenkins.has(other)) {
                    closure.library(other, jars);
                }
            }
        }
        return closure;
    }

    private void library(String name, Map<String, Path> jars) throws IOException {
        var jar = jars.get(name + END);
        if (jar == null) {
            strangers.add(name);
        } else if (libraries.add(jar)) {
            try (var file = new JarFile(jar.toFile())) {
                for (var entry : file.stream().filter(e -> e.getName().endsWith(END)).toList()) {
                    needs(file.getInputStream(entry).readAllBytes(), jars);
                }
            }
        }
    }

    /** A library may name what it can do without: only what the class path has is taken. */
    private void needs(byte[] bytes, Map<String, Path> jars) throws IOException {
        for (var other : ClassFile.read(bytes).classes()) {
            if (jars.containsKey(other + END)) {
                library(other, jars);
            }
        }
    }

    private static boolean inJava(String name) {
        return ClassLoader.getPlatformClassLoader().getResource(name + END) != null;
    }

    private static Map<String, Path> owners(String classPath) throws IOException {
        Map<String, Path> owners = new HashMap<>();
        for (var element : classPath.split(File.pathSeparator)) {
            if (element.endsWith(".jar") && Files.exists(Path.of(element))) {
                try (var jar = new JarFile(element)) {
                    jar.stream().forEach(entry -> owners.putIfAbsent(entry.getName(), Path.of(element)));
                }
            }
        }
        return owners;
    }
}
