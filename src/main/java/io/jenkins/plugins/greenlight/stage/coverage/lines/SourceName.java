package io.jenkins.plugins.greenlight.stage.coverage.lines;

/**
 * Which file.
 *
 * @param path        with slashes: {@code shop/cart/Cart.java} in JaCoCo's, which leaves out the folder of sources; in others'
 *                    relative to the workspace where the file was found in it, else as its report names it, relative or
 *                    absolute. Hostile like all of a report: not to be opened unchecked
 * @param module      the group of a JaCoCo report, with its groups; empty when there is none
 * @param packageName for the table of packages: with dots in JaCoCo's, as the report says in Cobertura's, the folder in LCOV's
 */
public record SourceName(String path, String module, String packageName) { }
