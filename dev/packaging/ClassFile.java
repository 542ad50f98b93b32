package packaging;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a class file names, by its constant pool.
 *  @param classes internal names ({@code a/b/C$D}) of constants, descriptors, generic signatures and annotations
 *  @param members fields and methods read, written or called
 *  @param strings string literals */
public record ClassFile(Set<String> classes, List<Member> members, Set<String> strings) {
    private static final Pattern IN_A_DESCRIPTOR = Pattern.compile("L([\\w$/-]+)[;<]");

    /** @param owner internal name of the type it is looked for in, not always the one that declares it */
    public record Member(String owner, String name, String descriptor) { }

    public static ClassFile read(byte[] bytes) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(bytes));
        if (in.readInt() != 0xCAFEBABE) {
            throw new IOException("A file is named .class and is none.");
        }
        in.skipBytes(4);
        var pool = new Pool();
        int count = in.readUnsignedShort();
        for (int i = 1; i < count; i++) {
            i += pool.read(i, in);
        }
        return new ClassFile(pool.classNames(), pool.memberNames(), pool.texts(pool.strings));
    }

    private static final class Pool {
        private final Map<Integer, String> texts = new HashMap<>();
        private final Map<Integer, Integer> classes = new HashMap<>();
        private final Map<Integer, int[]> namesAndTypes = new HashMap<>();
        private final List<int[]> members = new ArrayList<>();
        private final Set<Integer> strings = new HashSet<>();

        /** @return how many indexes it takes beyond its own */
        int read(int index, DataInputStream in) throws IOException {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts.put(index, in.readUTF());
                case 7 -> classes.put(index, in.readUnsignedShort());
                case 8 -> strings.add(in.readUnsignedShort());
                case 9, 10, 11 -> members.add(new int[] {in.readUnsignedShort(), in.readUnsignedShort()});
                case 12 -> namesAndTypes.put(index, new int[] {in.readUnsignedShort(), in.readUnsignedShort()});
                case 16, 19, 20 -> in.skipBytes(2);
                case 15 -> in.skipBytes(3);
                case 3, 4, 17, 18 -> in.skipBytes(4);
                case 5, 6 -> in.skipBytes(8);
                default -> throw new IOException("A class file has a constant of the unknown kind " + tag + ".");
            }
            return tag == 5 || tag == 6 ? 1 : 0;
        }

        Set<String> classNames() {
            Set<String> names = new TreeSet<>();
            for (var name : texts(new HashSet<>(classes.values()))) {
                if (!name.startsWith("[")) {
                    names.add(name);
                }
            }
            for (var text : texts.values()) {
                IN_A_DESCRIPTOR.matcher(text).results().forEach(found -> names.add(found.group(1)));
            }
            return names;
        }

        List<Member> memberNames() {
            return members.stream().map(member -> new Member(texts.get(classes.get(member[0])),
                    texts.get(namesAndTypes.get(member[1])[0]), texts.get(namesAndTypes.get(member[1])[1]))).toList();
        }

        Set<String> texts(Set<Integer> indexes) {
            Set<String> found = new TreeSet<>();
            indexes.forEach(index -> found.add(texts.get(index)));
            return found;
        }
    }
}
