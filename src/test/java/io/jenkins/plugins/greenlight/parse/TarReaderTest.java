package io.jenkins.plugins.greenlight.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.parse.TarReader.Entry;
import io.jenkins.plugins.greenlight.parse.TarReader.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TarReaderTest {
    private static List<Entry> read(byte[] tar) throws IOException {
        var reader = new TarReader(new ByteArrayInputStream(tar), "a.tar");
        var entries = new ArrayList<Entry>();
        for (var entry = reader.next(); entry.isPresent(); entry = reader.next()) {
            entries.add(entry.get());
        }
        return entries;
    }

    private static byte[] header(String name) {
        return Arrays.copyOf(new TarWriter().file(name, 0644, "").unfinished(), 512);
    }

    @Test void tellsEveryKindOfEntry() throws IOException {
        var tar = new TarWriter().file("a", 04755, "abc").folder("b/").symlink("c", "a").hardlink("d", "a").special("e", '3')
                .entry("f/", '\0', 0700, "", new byte[0]).bytes();

        assertThat(read(tar)).containsExactly(new Entry("a", Kind.FILE, 3, 04755, "", 512),
                new Entry("b/", Kind.DIRECTORY, 0, 0755, "", 1536), new Entry("c", Kind.SYMLINK, 0, 0777, "a", 2048),
                new Entry("d", Kind.HARDLINK, 0, 0644, "a", 2560), new Entry("e", Kind.OTHER, 0, 0644, "", 3072),
                new Entry("f/", Kind.DIRECTORY, 0, 0700, "", 3584));
    }

    @Test void hasNothingInAnEmptyArchive() throws IOException {
        assertThat(read(new byte[1024])).isEmpty();
    }

    @Test void readsContentInAnyPortions() throws IOException {
        var text = "x".repeat(512) + "y";
        var reader = new TarReader(new ByteArrayInputStream(new TarWriter().file("a", 0644, text)
                .file("b", 0644, "b").bytes()), "t");

        reader.next();
        var content = reader.content();
        int first = content.read();
        var rest = content.readAllBytes();

        assertThat((char) first + new String(rest, StandardCharsets.UTF_8)).isEqualTo(text);
        assertThat(content.read()).isEqualTo(-1);
        assertThat(content.read(new byte[0], 0, 0)).isZero();
        assertThat(reader.next()).map(Entry::name).contains("b");
        assertThat(reader.content().readAllBytes()).containsExactly('b');
    }

    @Test void understandsLongNamesOfPosixAndGnu() throws IOException {
        var longName = "ä/".repeat(90) + "end";
        byte[] gnu = (longName + "\0").getBytes(StandardCharsets.UTF_8);
        var tar = new TarWriter().extended("path", longName).extended("linkpath", "unused").file("short", 0644, "1")
                .entry("././@LongLink", 'L', 0, "", gnu).entry("././@LongLink", 'K', 0, "", gnu).symlink("short", "short")
                .extended("linkpath", longName).symlink("third", "short").bytes();

        assertThat(read(tar).get(1).link()).isEqualTo(longName);
        assertThat(read(tar)).extracting(Entry::name).containsExactly(longName, longName, "third");
        assertThat(read(tar).get(0).link()).isEmpty();
        assertThat(read(tar).get(2).link()).isEqualTo(longName);
    }

    @Test void takesTheSizeFromAnExtendedHeader() throws IOException {
        byte[] header = header("big");
        var tar = new TarWriter().extended("size", "3").raw(header).raw(Arrays.copyOf(new byte[] {1, 2, 3}, 512)).bytes();

        assertThat(read(tar)).extracting(Entry::size).containsExactly(3L);
    }

    @Test void joinsPrefixAndName() throws IOException {
        byte[] header = header("name");
        TarWriter.put(header, 345, "very/long");

        assertThat(read(new TarWriter().raw(TarWriter.sealed(header)).bytes())).extracting(Entry::name)
                .containsExactly("very/long/name");
    }

    @Test void readsGnusBinaryNumbersAndRefusesGiantOnes() throws IOException {
        byte[] three = header("a");
        Arrays.fill(three, 124, 136, (byte) 0);
        three[124] = (byte) 0x80;
        three[135] = 3;
        byte[] giant = three.clone();
        Arrays.fill(giant, 125, 136, (byte) 0xff);

        assertThat(read(new TarWriter().raw(TarWriter.sealed(three)).raw(new byte[512]).bytes()))
                .extracting(Entry::size).containsExactly(3L);
        assertThatThrownBy(() -> read(new TarWriter().raw(TarWriter.sealed(giant)).bytes()))
                .isInstanceOf(ParseException.class).hasMessageContaining("beyond what can be held");
    }

    @Test void refusesAnyChangedHeader() {
        byte[] tar = new TarWriter().file("a", 0644, "abc").bytes();

        for (int at = 0; at < 512; at++) {
            byte[] changed = tar.clone();
            changed[at] ^= 1;
            boolean padding = at >= 154 && at < 156; // of the checksum itself
            if (!padding) {
                assertThatThrownBy(() -> read(changed)).as("byte " + at).isInstanceOf(ParseException.class);
            }
        }
    }

    @Test void refusesAnArchiveThatBreaksOffAnywhere() {
        byte[] tar = new TarWriter().extended("path", "b").file("a", 0644, "abc").bytes();

        for (int length = 0; length < tar.length - 512; length += 100) {
            byte[] cut = Arrays.copyOf(tar, length);
            assertThatThrownBy(() -> read(cut)).as("first " + length).isInstanceOf(ParseException.class)
                    .hasMessageContaining("breaks off");
        }
    }

    @Test void refusesContentThatBreaksOff() throws IOException {
        byte[] tar = new TarWriter().file("a", 0644, "abc").unfinished();
        var reader = new TarReader(new ByteArrayInputStream(Arrays.copyOf(tar, 513)), "t");
        reader.next();

        assertThatThrownBy(() -> reader.content().readAllBytes()).hasMessageContaining("breaks off");
    }

    @Test void refusesWrongExtendedHeaders() {
        for (var wrong : List.of("8 path=b\n", "x path=b\n", "10 path=bb", "3 \n", "99999999999999999999 a=b\n")) {
            var tar = new TarWriter().entry("pax", 'x', 0, "", wrong.getBytes(StandardCharsets.UTF_8))
                    .file("a", 0644, "").bytes();
            assertThatThrownBy(() -> read(tar)).as(wrong).isInstanceOf(ParseException.class);
        }
        var sparse = new TarWriter().extended("GNU.sparse.major", "1").file("a", 0644, "").bytes();
        assertThatThrownBy(() -> read(sparse)).hasMessageContaining("no sparse file");
        var giant = new TarWriter().entry("pax", 'x', 0, "", new byte[(1 << 20) + 1]).file("a", 0644, "").bytes();
        assertThatThrownBy(() -> read(giant)).hasMessageContaining("at most 1 MiB");
    }

    @Test void refusesNumbersThatAreNoOctalDigits() {
        byte[] header = header("a");
        TarWriter.put(header, 124, "00000000009");

        assertThatThrownBy(() -> read(new TarWriter().raw(TarWriter.sealed(header)).bytes()))
                .hasMessageContaining("octal digits");
    }

    @Test void ignoresGlobalHeaders() throws IOException {
        var tar = new TarWriter().entry("g", 'g', 0, "", "13 comment=x\n".getBytes(StandardCharsets.UTF_8))
                .file("a", 0644, "1").bytes();

        assertThat(read(tar)).extracting(Entry::name).containsExactly("a");
    }
}
