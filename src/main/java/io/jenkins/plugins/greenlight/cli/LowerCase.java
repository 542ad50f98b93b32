package io.jenkins.plugins.greenlight.cli;

import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Stream;

/** The words of a closed list as they are typed, for the shell's completion. */
class LowerCase<E extends Enum<E>> implements Iterable<String> {
    private final E[] constants;

    LowerCase(Class<E> type) {
        this.constants = type.getEnumConstants();
    }

    @Override public Iterator<String> iterator() {
        return Stream.of(constants).map(constant -> constant.name().toLowerCase(Locale.ROOT)).iterator();
    }
}
