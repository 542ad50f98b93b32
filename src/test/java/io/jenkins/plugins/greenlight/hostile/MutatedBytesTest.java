package io.jenkins.plugins.greenlight.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A report that was damaged on its way. Whatever happened to it, its reader ends, and refuses it, or doubts it, or counts what a
 * whole tree of the damaged report holds: it never loses a finding or a line on its own. A report that was cut off is refused.
 */
@Tag("slow")
@org.junit.jupiter.api.Tag("slow") // each engine knows its own
class MutatedBytesTest {
    private static final List<String> PIECES = List.of("\"", "{", "}", "[", "]", ",", ":", "<", ">", "/", "&", "&amp;", "&x;", "</", "/>",
            "=", "\\", "\\u0000", "\\ud800", "null", "true", "0", "-1", "1e9", "99999999999999999999", "0x1", "NaN", "\n", "\r", "\t",
            "\u0000", "\ufeff", "<!--", "-->", "<![CDATA[", "]]>", "<?x", "?>", "<!DOCTYPE x [", "#", "'", "end_of_record\n", "SF:x\n",
            "DA:1,1\n", "DA:", "BugInstance", "\"results\":", "\"runs\":[]", "line", "\u202e", "\ud83d\ude80");

    @ParameterizedTest @EnumSource(Sample.class)
    void readsTheSampleItself(Sample sample) {
        assertThat(Seen.in(sample, sample.bytes())).contains(new Seen(sample.count(), false));
        assertThat(Told.by(sample, sample.bytes())).hasValue(sample.count());
    }

    /** LCOV has no end: there only what is cut inside a file's record shows. */
    @ParameterizedTest @EnumSource(Sample.class)
    void refusesOrDoubtsWhatIsCutOffAtAnyByte(Sample sample) {
        byte[] whole = sample.text().strip().getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < whole.length; length++) {
            var cut = Arrays.copyOf(whole, length);
            var seen = Seen.in(sample, cut);
            boolean atTheEndOfARecord = sample == Sample.LCOV && isBetweenRecords(new String(cut, StandardCharsets.UTF_8));
            if (!atTheEndOfARecord) {
                assertThat(seen.filter(one -> !one.doubtful())).as(sample + " cut off at byte " + length).isEmpty();
            }
        }
    }

    private static boolean isBetweenRecords(String text) {
        String last = text.substring(text.lastIndexOf("end_of_record") + 1);
        return text.contains("end_of_record") && !last.contains("SF:");
    }

    @Property(tries = 1000) void neverLosesAnythingOnItsOwn(@ForAll Sample sample, @ForAll long seed, @ForAll boolean twice) {
        var random = new Random(seed);
        byte[] once = mutated(sample.bytes(), random);
        byte[] bytes = twice ? mutated(once, random) : once;

        var seen = Seen.in(sample, bytes);

        if (seen.isPresent() && !seen.get().doubtful()) {
            var told = Told.by(sample, bytes);
            if (told.isPresent()) {
                assertThat(seen.get().count()).as(() -> sample + ": " + new String(bytes, StandardCharsets.UTF_8))
                        .isGreaterThanOrEqualTo(told.getAsLong());
            }
        }
    }

    private static byte[] mutated(byte[] bytes, Random random) {
        int from = random.nextInt(bytes.length + 1);
        int until = Math.min(bytes.length, from + random.nextInt(40));
        var range = Arrays.copyOfRange(bytes, from, until);
        return switch (random.nextInt(6)) {
            case 0 -> flipped(bytes, random);
            case 1 -> spliced(bytes, from, until, new byte[0]);
            case 2 -> spliced(bytes, until, until, range);
            case 3 -> spliced(bytes, from, from, piece(random));
            case 4 -> spliced(bytes, from, until, piece(random));
            default -> swapped(bytes, random);
        };
    }

    private static byte[] piece(Random random) {
        return PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] flipped(byte[] bytes, Random random) {
        var flipped = bytes.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    /** Two words in each other's place. */
    private static byte[] swapped(byte[] bytes, Random random) {
        var words = new ArrayList<>(List.of(new String(bytes, StandardCharsets.UTF_8).split("(?<=[ ,:<>=\"\\n])")));
        java.util.Collections.swap(words, random.nextInt(words.size()), random.nextInt(words.size()));
        return String.join("", words).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] spliced(byte[] bytes, int from, int until, byte[] between) {
        var out = new java.io.ByteArrayOutputStream();
        out.write(bytes, 0, from);
        out.writeBytes(between);
        out.write(bytes, until, bytes.length - until);
        return out.toByteArray();
    }
}
