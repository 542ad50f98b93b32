package io.jenkins.plugins.greenlight.stage.coverage.lines;

/**
 * Which file.
 *
 * @param path        with slashes: {@code shop/cart/Cart.java} in JaCoCo's, which leaves out the folder of sources; in others'
 *                    relative to the workspace where the file was found in it, else as its report names it, relative or
 *                    absolute. Hostile like all of a report: not to be opened unchecked
 * @param module      the group of a JaCoCo report, with its groups; empty when there is none
 * @param folder      of the workspace in whose sources a JaCoCo report without groups means it; empty for the workspace itself,
 *                    where nobody knows, and where the path says it
 * @param packageName for the table of packages: with dots in JaCoCo's, as the report says in Cobertura's, the folder in LCOV's
 */
public record SourceName(String path, String module, String folder, String packageName) {
    public SourceName(String path, String module, String packageName) {
        this(path, module, "", packageName);
    }
}
