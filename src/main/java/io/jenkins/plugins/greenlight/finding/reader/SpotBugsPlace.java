package io.jenkins.plugins.greenlight.finding.reader;

import io.jenkins.plugins.greenlight.parse.Xml;

/** The best of the source lines a BugInstance names: the primary one, one of its own, the method's, the field's, the class's. */
final class SpotBugsPlace {
    private static final int PRIMARY = 6;

    private String owner = "";
    private int rank;
    private String file = "";
    private int line;

    /** The annotation whose source lines follow, e.g. {@code Method}; one with a role is about other code. */
    void enter(Xml xml) {
        owner = xml.attribute("role").isEmpty() ? xml.name() : "";
    }

    /** @param own whether the line stands directly in the BugInstance */
    void offer(Xml xml, boolean own) {
        boolean primary = xml.attribute("primary").filter("true"::equals).isPresent();
        boolean main = xml.attribute("role").isEmpty();
        int found = own ? primary ? PRIMARY : main ? PRIMARY - 1 : PRIMARY - 2 : ofOwner();
        String named = xml.attribute("sourcepath").or(() -> xml.attribute("sourcefile")).orElse("");
        if (found > rank && !named.isEmpty()) {
            rank = found;
            file = named;
            line = xml.attribute("start").filter(start -> start.matches("[0-9]{1,9}")).map(Integer::valueOf).orElse(0);
        }
    }

    private int ofOwner() {
        return switch (owner) {
            case "Method" -> 3;
            case "Field" -> 2;
            case "Class" -> 1;
            default -> 0;
        };
    }

    String file() {
        return file;
    }

    int line() {
        return line;
    }
}
