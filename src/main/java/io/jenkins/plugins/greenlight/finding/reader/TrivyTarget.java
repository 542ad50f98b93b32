package io.jenkins.plugins.greenlight.finding.reader;

import java.util.Set;

/**
 * What one of Trivy's results is about.
 *
 * @param name  its Target: a file, or words for many
 * @param about its Class, e.g. {@code os-pkgs}; empty in old reports
 * @param type  e.g. {@code npm}, {@code alpine}
 * @param image the image that was scanned; empty when it was something else
 */
record TrivyTarget(String name, String about, String type, String image) {
    private static final Set<String> MANY = Set.of("Java", "Node.js", "Python", "Ruby", "Conda", "Kubernetes", "OS Packages",
            "Loose File License(s)");

    /** The file it names; empty where it names an image with its tag or a kind of package: they are in no file, and a tag would
     *  make every finding of the next release a new one. */
    String file() {
        boolean system = about.equals("os-pkgs")
                || about.isEmpty() && !type.isEmpty() && name.endsWith(")") && name.contains(" (" + type);
        boolean whole = !image.isEmpty() && (name.equals(image) || name.startsWith(image + " ("));
        return system || whole || MANY.contains(name) ? "" : name;
    }
}
