package io.jenkins.plugins.greenlight.architecture;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import packaging.ClassFile;

/** What the compiled jenkins package asks of Jenkins, held against the listing.
 *  @param types of Jenkins that are named @param members of Jenkins that are used
 *  @param missing those of either that Jenkins has not @param undone abstract methods of Jenkins that one of our classes lacks */
record JenkinsLinks(Set<String> types, Set<String> members, Set<String> missing, Set<String> undone) {
    private static final Path CLASSES = Path.of("target/classes");
    private static final String PACKAGE = "io/jenkins/plugins/greenlight/jenkins";
    private static final String END = ".class";
    private static final String OURS = "io.jenkins.plugins.greenlight.";
    private static final List<String> JENKINS = List.of("hudson.", "jenkins.", "org.jenkinsci.", "org.kohsuke.", "com.cloudbees.",
            "net.sf.json.", "jakarta.", "org.springframework.");

    static JenkinsLinks in(JenkinsListing listing) throws IOException {
        var links = new JenkinsLinks(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        for (var type : ours().toList()) {
            links.add(ClassFile.read(Files.readAllBytes(CLASSES.resolve(type.getName().replace('.', '/') + END))), listing);
            links.addUndone(type, listing);
        }
        return links;
    }

    /** The classes of package jenkins. */
    static Stream<Class<?>> ours() throws IOException {
        try (var files = Files.list(CLASSES.resolve(PACKAGE))) {
            return files.map(file -> PACKAGE + "/" + file.getFileName()).filter(name -> name.endsWith(END))
                    .sorted().toList().stream()
                    .map(name -> JenkinsSignatures.load(name.substring(0, name.length() - END.length()).replace('/', '.')));
        }
    }

    private void add(ClassFile file, JenkinsListing listing) {
        file.classes().stream().map(name -> name.replace('/', '.')).filter(JenkinsLinks::ofJenkins).forEach(name -> {
            types.add(name);
            if (!listing.types().containsKey(name)) {
                missing.add(name);
            }
        });
        for (var member : file.members()) {
            var key = member.name() + member.descriptor();
            var owners = owners(member.owner(), key);
            if (!owners.isEmpty()) {
                var shown = member.owner().replace('/', '.') + "." + key;
                members.add(shown);
                if (owners.stream().flatMap(owner -> listing.withParents(owner).stream())
                        .noneMatch(type -> listing.types().get(type).members().containsKey(key))) {
                    missing.add(shown);
                }
            }
        }
    }

    /** The types of Jenkins where the member has to be: empty when it is our own or Java's. */
    private static List<String> owners(String owner, String key) {
        if (owner.startsWith("[")) {
            return List.of();
        }
        var name = owner.replace('/', '.');
        if (ofJenkins(name)) {
            return elsewhere(JenkinsSignatures.load(name), key) ? List.of() : List.of(name);
        }
        if (!name.startsWith(OURS)) {
            return List.of();
        }
        var type = JenkinsSignatures.load(name);
        boolean own = Stream.concat(above(type), Stream.of(Object.class))
                .anyMatch(t -> !ofJenkins(t.getName()) && all(t).containsKey(key));
        return own ? List.of() : above(type).map(Class::getName).filter(JenkinsLinks::ofJenkins).toList();
    }

    /** Inherited from Java's own types, or from Guava's. */
    private static boolean elsewhere(Class<?> type, String key) {
        return Stream.concat(above(type), Stream.of(Object.class))
                .anyMatch(t -> !ofJenkins(t.getName()) && !t.getName().startsWith(OURS) && all(t).containsKey(key));
    }

    private static Stream<Class<?>> above(Class<?> type) {
        return type == null ? Stream.of() : Stream.concat(Stream.of(type),
                Stream.concat(above(type.getSuperclass()), Stream.of(type.getInterfaces()).flatMap(JenkinsLinks::above)));
    }

    private static Map<String, Integer> all(Class<?> type) {
        return JenkinsSignatures.members(type, member -> true);
    }

    private void addUndone(Class<?> type, JenkinsListing listing) {
        if (Modifier.isAbstract(type.getModifiers())) {
            return;
        }
        var jenkins = above(type).map(Class::getName).filter(JenkinsLinks::ofJenkins)
                .flatMap(name -> listing.withParents(name).stream()).distinct().toList();
        var done = above(type).filter(t -> !ofJenkins(t.getName())).flatMap(t -> all(t).keySet().stream())
                .collect(Collectors.toSet());
        jenkins.forEach(name -> listing.types().get(name).members().forEach((key, modifiers) -> {
            if (!Modifier.isAbstract(modifiers)) {
                done.add(key);
            }
        }));
        jenkins.forEach(name -> listing.types().get(name).members().forEach((key, modifiers) -> {
            if (Modifier.isAbstract(modifiers) && !done.contains(key) && !elsewhere(Object.class, key)) {
                undone.add(type.getName() + " lacks " + name + "." + key);
            }
        }));
    }

    private static boolean ofJenkins(String name) {
        return JENKINS.stream().anyMatch(name::startsWith);
    }
}
