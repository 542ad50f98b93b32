package io.jenkins.plugins.greenlight.architecture;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What javap printed of the real Jenkins: types by binary name. */
record JenkinsListing(Map<String, Type> types) {
    private static final Pattern HEAD = Pattern.compile("===== (\\S+) \\[(\\S+)]");
    private static final String DESCRIPTOR = "    descriptor: ";
    private static final Map<String, Integer> BITS = Map.of("public", Modifier.PUBLIC, "protected", Modifier.PROTECTED,
            "static", Modifier.STATIC, "abstract", Modifier.ABSTRACT, "final", Modifier.FINAL, "interface", Modifier.INTERFACE);

    /** @param plugin the plugin that brings it, or "core"
     *  @param parents superclass and interfaces, binary names
     *  @param members name and descriptor, such as {@code getRemote()Ljava/lang/String;}, to the modifiers compared */
    record Type(String plugin, int modifiers, Set<String> parents, Map<String, Integer> members) { }

    static JenkinsListing read() throws IOException {
        return parse(Files.readAllLines(Path.of("src/test/resources/jenkins-api.txt")));
    }

    static JenkinsListing parse(List<String> lines) {
        Map<String, Type> types = new HashMap<>();
        String name = "";
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            var head = HEAD.matcher(line);
            if (head.matches()) {
                name = head.group(1);
                var declaration = lines.get(++i);
                types.put(name, new Type(head.group(2), modifiers(declaration), parents(declaration, name), new HashMap<>()));
            } else if (line.startsWith(DESCRIPTOR)) {
                var member = lines.get(i - 1).strip();
                var key = memberName(member, name) + line.substring(DESCRIPTOR.length());
                types.get(name).members.put(key, modifiers(member));
            }
        }
        return new JenkinsListing(types);
    }

    private static int modifiers(String declaration) {
        int modifiers = 0;
        for (var word : declaration.split("[ (]")) {
            modifiers |= BITS.getOrDefault(word, 0);
        }
        return modifiers;
    }

    private static String memberName(String member, String type) {
        int open = member.indexOf('(');
        var words = (open < 0 ? member.substring(0, member.length() - 1) : member.substring(0, open)).split(" ");
        var last = words[words.length - 1];
        return last.equals(type) ? "<init>" : last;
    }

    private static Set<String> parents(String declaration, String name) {
        var plain = withoutTypeArguments(declaration);
        Set<String> parents = new HashSet<>();
        var rest = plain.substring(plain.indexOf(name) + name.length()).replace("{", "");
        Arrays.stream(rest.split("extends|implements|,")).map(String::strip).filter(parent -> !parent.isEmpty())
                .forEach(parents::add);
        return parents;
    }

    private static String withoutTypeArguments(String text) {
        var plain = new StringBuilder();
        int depth = 0;
        for (char c : text.toCharArray()) {
            depth += c == '<' ? 1 : c == '>' ? -1 : 0;
            if (depth == 0 && c != '>') {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    /** The type and all above it, nearest first; those above that are not listed are left out. */
    List<String> withParents(String name) {
        List<String> all = new ArrayList<>();
        collect(name, all);
        return all;
    }

    private void collect(String name, List<String> all) {
        if (types.containsKey(name) && !all.contains(name)) {
            all.add(name);
            types.get(name).parents.stream().sorted().forEach(parent -> collect(parent, all));
        }
    }
}
