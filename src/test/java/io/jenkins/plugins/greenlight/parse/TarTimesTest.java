package io.jenkins.plugins.greenlight.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarTimesTest {
    private static final Instant DATE = Instant.parse("2020-02-02T02:02:02Z");
    private static final String LONG = "n".repeat(90) + "/" + "m".repeat(90);

    @TempDir Path folder;

    @BeforeEach void files() throws Exception {
        Files.createDirectories(folder.resolve("in/d"));
        Files.writeString(folder.resolve("in/old"), "old");
        Files.setLastModifiedTime(folder.resolve("in/old"), FileTime.from(Instant.parse("2001-01-01T01:01:01.123456789Z")));
        Files.writeString(folder.resolve("in/d/new"), "x".repeat(1500));
        Files.createDirectories(folder.resolve("in").resolve(LONG).getParent());
        Files.writeString(folder.resolve("in").resolve(LONG), "long");
        Files.createSymbolicLink(folder.resolve("in/link"), Path.of("/" + LONG));
        Files.createLink(folder.resolve("in/d/again"), folder.resolve("in/old"));
        Files.writeString(folder.resolve("in/.wh.gone"), "");
        Files.writeString(folder.resolve("in/é"), "");
    }

    private byte[] tar(String... options) throws Exception {
        var argv = new ArrayList<>(List.of("tar", "-c", "--sort=name", "-C", folder.resolve("in").toString()));
        argv.addAll(List.of(options));
        argv.add(".");
        return said(argv, new byte[0]);
    }

    private byte[] said(List<String> argv, byte[] input) throws Exception {
        var file = folder.resolve("input");
        Files.write(file, input);
        Process process;
        try {
            process = new ProcessBuilder(argv).redirectInput(file.toFile()).redirectError(folder.resolve("errors").toFile()).start();
        } catch (IOException e) {
            return Assumptions.abort("There is no " + argv.get(0) + " on this machine.");
        }
        byte[] output = process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).as(Files.readString(folder.resolve("errors"))).isZero();
        return output;
    }

    /** What GNU tar says of each entry, its time cut to the date: owner, mode, size, links, devices, attributes. */
    private List<String> listed(byte[] archive) throws Exception {
        var lines = new String(said(List.of("tar", "--xattrs", "--numeric-owner", "--full-time", "--utc", "-tvvf", "-"), archive), StandardCharsets.UTF_8);
        return lines.lines().map(line -> {
            var time = line.replaceFirst("^.*? (\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d)(?:\\.\\d+)? .*$", "$1");
            var at = time.length() != 19 ? "" : Instant.parse(time.replace(' ', 'T') + "Z").isAfter(DATE) ? DATE.toString() : time;
            return line.replaceFirst("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?", at.replace('T', ' ').replace("Z", ""))
                    .replaceAll(" +", " "); // its columns grow with what it saw
        }).toList();
    }

    private static byte[] clamped(byte[] archive) throws IOException {
        var out = new ByteArrayOutputStream();
        TarTimes.clamp(new ByteArrayInputStream(archive), out, DATE, "a layer");
        return out.toByteArray();
    }

    private static List<String> contents(byte[] archive) throws IOException {
        var all = new ArrayList<String>();
        var tar = new TarReader(new ByteArrayInputStream(archive), "t");
        for (var entry = tar.next(); entry.isPresent(); entry = tar.next()) {
            all.add(entry.get().name() + " " + entry.get().kind() + " " + entry.get().mode() + " " + entry.get().link() + " " + Sha256.of(tar.content()));
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(strings = {"--format=pax", "--format=gnu", "--format=pax --pax-option=globexthdr.name=g,comment=x", "--format=oldgnu --atime-preserve"})
    void keepsAllButTheTimes(String options) throws Exception {
        if (System.getProperty("user.name").equals("root")) {
            said(List.of("mknod", folder.resolve("in/d/device").toString(), "c", "1", "3"), new byte[0]);
            said(List.of("chown", "12345:2097152", folder.resolve("in/old").toString()), new byte[0]);
        }
        said(List.of("mkfifo", folder.resolve("in/d/fifo").toString()), new byte[0]);
        byte[] archive = tar(options.split(" "));

        byte[] dated = clamped(archive);

        assertThat(listed(dated)).isEqualTo(listed(archive)).hasSizeGreaterThan(9);
        assertThat(contents(dated)).isEqualTo(contents(archive));
        assertThat(new String(dated, StandardCharsets.ISO_8859_1)).doesNotContain(" mtime=", " atime=", " ctime=");
        assertThat(clamped(dated)).isEqualTo(dated);
    }

    @Test void keepsAttributesOfAnyBytes() throws Exception {
        byte[] value = {0, (byte) 0xff, '\n', '=', 1};
        var records = new java.util.LinkedHashMap<String, byte[]>();
        records.put("SCHILY.xattr.security.capability", value);
        records.put("mtime", "1900000000.5".getBytes(StandardCharsets.US_ASCII));
        byte[] extended = TarMember.records(records);
        byte[] block = new TarMember("x".getBytes(StandardCharsets.US_ASCII), TarMember.Type.FILE, 0644, 0, extended.length, new byte[0]).header();
        block[156] = 'x';
        TarMember.checksum(block);
        var archive = new ByteArrayOutputStream();
        archive.writeBytes(block);
        archive.writeBytes(extended);
        archive.writeBytes(new byte[TarMember.padding(extended.length)]);
        archive.writeBytes(new TarMember("file".getBytes(StandardCharsets.US_ASCII), TarMember.Type.FILE, 0755, 1_900_000_000L, 0, new byte[0]).header());
        archive.writeBytes(new byte[1024]);

        byte[] dated = clamped(archive.toByteArray());

        records.remove("mtime");
        byte[] kept = TarMember.records(records);
        assertThat(Arrays.copyOfRange(dated, 512, 512 + kept.length)).isEqualTo(kept);
        assertThat(new String(dated, 1024 + 136, 11, StandardCharsets.US_ASCII)).isEqualTo("%011o".formatted(DATE.getEpochSecond()));
    }

    @Test void refusesWhatItCannotKeep() throws Exception {
        try (var sparse = new java.io.RandomAccessFile(folder.resolve("in/sparse").toFile(), "rw")) {
            sparse.setLength(1 << 20);
            sparse.write(1);
        }
        for (var format : List.of("gnu", "pax")) {
            byte[] archive = tar("--sparse", "--format=" + format);
            assertThatThrownBy(() -> clamped(archive)).isInstanceOf(ParseException.class).hasMessageStartingWith("a layer")
                    .hasMessageContaining("cannot be given the date of SOURCE_DATE_EPOCH").hasMessageContaining("Build without SOURCE_DATE_EPOCH.");
        }
        byte[] global = tar("--format=pax", "--pax-option=mtime=1");
        assertThatThrownBy(() -> clamped(global)).hasMessageContaining("gives times to all entries at once");
    }

    @Test void refusesAnArchiveThatBreaksOffOrGoesOn() throws Exception {
        byte[] archive = tar("--format=pax");
        assertThatThrownBy(() -> clamped(Arrays.copyOf(archive, 3000))).hasMessageContaining("breaks off");
        assertThatThrownBy(() -> clamped(new byte[0])).hasMessageContaining("breaks off");
        byte[] more = Arrays.copyOf(archive, archive.length + 512);
        more[more.length - 1] = 1;
        assertThatThrownBy(() -> clamped(more)).hasMessageContaining("goes on after its end");
    }
}
