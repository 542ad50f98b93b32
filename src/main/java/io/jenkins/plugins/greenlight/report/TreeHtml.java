package io.jenkins.plugins.greenlight.report;

import io.jenkins.plugins.greenlight.stage.StageReport.Tree;
import java.util.List;

/** Trees as lists in lists. Of a long one only the top is shown at once. */
final class TreeHtml {
    /** Nodes that are shown at once, all of them. */
    private static final int FOLDED = 15;

    private final Markup html;
    private final boolean folded;

    private TreeHtml(Markup html, boolean folded) {
        this.html = html;
        this.folded = folded;
    }

    /** Nothing where there is none. */
    static void draw(Markup html, List<Tree> trees) {
        if (!trees.isEmpty()) {
            html.heading(Markup.Heading.DETAIL, "As a tree");
            new TreeHtml(html, size(trees) > FOLDED).list(trees, trees.size() == 1);
        }
    }

    private static int size(List<Tree> trees) {
        return trees.stream().mapToInt(tree -> 1 + size(tree.children())).sum();
    }

    private void list(List<Tree> trees, boolean open) {
        html.element("ul", () -> trees.forEach(tree -> html.element("li", () -> node(tree, open))), "class", "tree");
    }

    private void node(Tree tree, boolean open) {
        if (tree.children().isEmpty()) {
            label(tree);
        } else if (folded) {
            html.element("details", () -> {
                html.element("summary", () -> label(tree));
                list(tree.children(), false);
            }, "open", open ? "open" : null);
        } else {
            label(tree);
            list(tree.children(), false);
        }
    }

    private void label(Tree tree) {
        html.text(tree.label());
        if (!tree.detail().isEmpty()) {
            html.text(" ").element("span", tree.detail(), "class", "quiet");
        }
    }
}
