package packaging;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a class file names, by its constant pool.
 *  @param classes internal names ({@code a/b/C$D}) of constants, descriptors, generic signatures and annotations
 *  @param strings string literals */
record ClassFile(Set<String> classes, Set<String> strings) {
    private static final Pattern IN_A_DESCRIPTOR = Pattern.compile("L([\\w$/-]+)[;<]");

    static ClassFile read(byte[] bytes) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(bytes));
        if (in.readInt() != 0xCAFEBABE) {
            throw new IOException("A file is named .class and is none.");
        }
        in.skipBytes(4);
        Map<Integer, String> texts = new HashMap<>();
        Set<Integer> classes = new HashSet<>();
        Set<Integer> strings = new HashSet<>();
        int count = in.readUnsignedShort();
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts.put(i, in.readUTF());
                case 7 -> classes.add(in.readUnsignedShort());
                case 8 -> strings.add(in.readUnsignedShort());
                case 16, 19, 20 -> in.skipBytes(2);
                case 15 -> in.skipBytes(3);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipBytes(4);
                case 5, 6 -> {
                    in.skipBytes(8);
                    i++;
                }
                default -> throw new IOException("A class file has a constant of the unknown kind " + tag + ".");
            }
        }
        return new ClassFile(names(texts, classes), named(texts, strings));
    }

    private static Set<String> names(Map<Integer, String> texts, Set<Integer> classes) {
        Set<String> names = new TreeSet<>();
        for (var name : named(texts, classes)) {
            if (!name.startsWith("[")) {
                names.add(name);
            }
        }
        for (var text : texts.values()) {
            var matcher = IN_A_DESCRIPTOR.matcher(text);
            while (matcher.find()) {
                names.add(matcher.group(1));
            }
        }
        return names;
    }

    private static Set<String> named(Map<Integer, String> texts, Set<Integer> indexes) {
        Set<String> named = new TreeSet<>();
        indexes.forEach(index -> named.add(texts.get(index)));
        return named;
    }
}
