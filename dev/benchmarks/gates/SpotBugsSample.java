package benchmarks.gates;

import java.io.IOException;
import java.io.Writer;

/** {@code spotbugs -xml:withMessages}. */
final class SpotBugsSample implements Sample {
    private static final String[] TYPES = {"SQL_INJECTION", "PATH_TRAVERSAL_IN", "EI_EXPOSE_REP", "NP_NULL_ON_SOME_PATH", "XSS_SERVLET"};

    private final Words words = new Words(3);

    @Override public void head(Writer out) throws IOException {
        out.write("""
                <?xml version="1.0" encoding="UTF-8"?>

                <BugCollection version="4.9.3" sequence="0" timestamp="1764000000000" analysisTimestamp="1764000000100" release="">
                  <Project projectName="shop">
                    <Jar>/build/target/classes</Jar>
                    <SrcDir>/build/src/main/java</SrcDir>
                  </Project>
                """);
    }

    @Override public int part(Writer out, int number) throws IOException {
        String type = words.of(TYPES);
        String name = words.type();
        String owner = "org.example." + words.noun() + "." + name;
        String source = "classname=\"" + owner + "\" %s sourcefile=\"" + name + ".java\" sourcepath=\"" + owner.replace('.', '/')
                + ".java\" relSourcepath=\"java/" + owner.replace('.', '/') + ".java\"";
        int line = 1 + number;
        out.write("""
                  <BugInstance type="%1$s" priority="%2$d" rank="%3$d" abbrev="BUG" category="SECURITY" cweid="89" instanceHash="%4$s" \
                instanceOccurrenceNum="0" instanceOccurrenceMax="0">
                    <ShortMessage>%5$s</ShortMessage>
                    <LongMessage>%5$s in %6$s.%7$s(String)</LongMessage>
                """.formatted(type, 1 + words.below(3), 1 + words.below(20), words.hex(32), Words.xml(words.text(1)), owner, words.noun()));
        out.write("""
                    <Class classname="%1$s" primary="true">
                      <SourceLine %2$s>
                        <Message>At %4$s.java:[lines %5$d-%6$d]</Message>
                      </SourceLine>
                      <Message>In class %1$s</Message>
                    </Class>
                    <Method classname="%1$s" name="%7$s" signature="(Ljava/lang/String;)V" isStatic="false" primary="true">
                      <SourceLine %3$s/>
                      <Message>In method %1$s.%7$s(String)</Message>
                    </Method>
                    <LocalVariable name="%8$s" register="1" pc="12" role="LOCAL_VARIABLE_VALUE_OF">
                      <Message>Value loaded from %8$s</Message>
                    </LocalVariable>
                    <SourceLine %9$s>
                      <Message>At %4$s.java:[line %5$d]</Message>
                    </SourceLine>
                  </BugInstance>
                """.formatted(owner, source.formatted("start=\"1\" end=\"" + (line + 90) + "\""),
                source.formatted("start=\"" + line + "\" end=\"" + (line + 9) + "\" startBytecode=\"0\" endBytecode=\"121\""), name, line,
                line + 90, words.noun(), words.noun(), source.formatted("primary=\"true\" start=\"" + line + "\" end=\"" + line
                + "\" startBytecode=\"12\" endBytecode=\"12\"")));
        return 1;
    }

    @Override public void tail(Writer out) throws IOException {
        for (String type : TYPES) {
            out.write("""
                      <BugPattern type="%s" abbrev="BUG" category="SECURITY">
                        <ShortDescription>%2$s</ShortDescription>
                        <Details><![CDATA[<p>%2$s</p>]]></Details>
                      </BugPattern>
                    """.formatted(type, Words.xml(words.text(1))));
        }
        out.write("  <Errors errors=\"0\" missingClasses=\"0\"/>\n  <FindBugsSummary timestamp=\"Fri, 28 Nov 2026 10:00:00 +0000\" "
                + "total_classes=\"900\" referenced_classes=\"1800\" total_bugs=\"1\" total_size=\"90000\" num_packages=\"9\"/>\n"
                + "</BugCollection>\n");
    }
}
