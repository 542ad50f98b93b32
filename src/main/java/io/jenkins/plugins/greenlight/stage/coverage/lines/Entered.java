package io.jenkins.plugins.greenlight.stage.coverage.lines;

import java.util.Arrays;

/** Which methods, or classes, there are and which of them were entered: eight bytes for each, of a hash of its name. */
final class Entered {
    private static final int FEW = 4;

    private long[] names = new long[FEW];
    private int size;
    private boolean sorted = true;

    /** @param name a hash, see {@link NameHash} */
    void add(long name, boolean entered) {
        if (size == names.length) {
            settle();
            if (size > names.length / 2) {
                names = Arrays.copyOf(names, names.length * 2);
            }
        }
        names[size++] = name & ~1L | (entered ? 1 : 0);
        sorted = false;
    }

    void addAll(Entered other) {
        for (int i = 0; i < other.size; i++) {
            add(other.names[i], (other.names[i] & 1) != 0);
        }
    }

    /** So many entered of so many, each counted once. */
    Ratio ratio() {
        settle();
        return new Ratio(Arrays.stream(names, 0, size).filter(name -> (name & 1) != 0).count(), size);
    }

    /** Each once; as entered when it ever was. */
    private void settle() {
        if (sorted) {
            return;
        }
        Arrays.sort(names, 0, size);
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (kept > 0 && (names[kept - 1] & ~1L) == (names[i] & ~1L)) {
                names[kept - 1] |= names[i];
            } else {
                names[kept++] = names[i];
            }
        }
        size = kept;
        sorted = true;
    }
}
