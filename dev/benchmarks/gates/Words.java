package benchmarks.gates;

import java.util.SplittableRandom;

/** Names and sentences as reports hold them, the same for the same seed. */
final class Words {
    private static final String[] NOUNS = ("order cart price stock user session token header buffer index cache page record query "
            + "account payment invoice address shipment catalog customer request response filter parser writer reader").split(" ");
    private static final String[] VERBS = ("allows causes reads writes frees copies trusts leaks skips repeats parses checks").split(" ");
    private static final String[] REST = ("an attacker; a crafted packet; the heap; arbitrary files; a denial of service; memory beyond "
            + "the end; a remote user; the \"name\" field; a \u201cspecial\u201d element; <script> tags; the C:\\temp folder").split("; ");

    private final SplittableRandom random;

    Words(long seed) {
        random = new SplittableRandom(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean oneIn(int count) {
        return random.nextInt(count) == 0;
    }

    @SafeVarargs
    final <T> T of(T... all) {
        return all[random.nextInt(all.length)];
    }

    String noun() {
        return of(NOUNS);
    }

    /** {@code OrderFilter}. */
    String type() {
        return upper(noun()) + upper(noun());
    }

    static String upper(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    /** As many sentences, of about 60 characters each. */
    String text(int sentences) {
        var text = new StringBuilder();
        for (int i = 0; i < sentences; i++) {
            text.append(i == 0 ? "The " : " The ").append(noun()).append(' ').append(noun()).append(' ').append(of(VERBS)).append(" the ")
                    .append(noun()).append(" through ").append(of(REST)).append('.');
        }
        return text.toString();
    }

    String hex(int digits) {
        var text = new StringBuilder(digits + 8);
        while (text.length() < digits) {
            text.append(Integer.toHexString(random.nextInt()));
        }
        return text.substring(0, digits);
    }

    /** As JSON has it, in its quotes. */
    static String json(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("<", "\\u003c").replace("\n", "\\n") + '"';
    }

    /** As an attribute or a text of XML has it. */
    static String xml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
