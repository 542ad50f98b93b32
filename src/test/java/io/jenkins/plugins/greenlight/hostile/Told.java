package io.jenkins.plugins.greenlight.hostile;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What a report tells, counted on its whole tree: another way than the readers go. */
final class Told {
    private static final List<String> TRIVY_LISTS = List.of("Vulnerabilities", "Misconfigurations", "Secrets", "Licenses",
            "ExperimentalModifiedFindings");

    private Told() { }

    /** Findings or distinct lines; empty when the bytes are no whole document. */
    static OptionalLong by(Sample sample, byte[] bytes) {
        try {
            return OptionalLong.of(sample.isJson() ? findings(sample, Json.read(text(bytes), "f").plain())
                    : sample.isXml() ? ofXml(sample, parsed(bytes)) : lcov(text(bytes)));
        } catch (ParseException | SAXException | IOException | ParserConfigurationException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** In a piece of a report's tree that stands where such a piece belongs. */
    static long findings(Sample sample, Object root) {
        return switch (sample) {
            case TRIVY -> items(root, "Results").mapToLong(result -> TRIVY_LISTS.stream().mapToLong(key -> items(result, key)
                    .filter(one -> !"PASS".equals(at(one, "Status"))).count()).sum()).sum();
            case SARIF -> items(root, "runs").flatMap(run -> items(run, "results")).filter(Told::isPresent).count();
            case BANDIT -> items(root, "results").count();
            case CYCLONEDX -> items(root, "vulnerabilities").count();
            case SPOTBUGS, JACOCO, COBERTURA, LCOV -> throw new IllegalStateException(sample + " is no JSON.");
        };
    }

    private static boolean isPresent(Object result) {
        var kind = at(result, "kind");
        return (kind == null || kind.equals("fail")) && !"absent".equals(at(result, "baselineState"));
    }

    private static Stream<?> items(Object owner, String key) {
        return at(owner, key) instanceof Collection<?> list ? list.stream() : Stream.of();
    }

    private static Object at(Object owner, String key) {
        return owner instanceof Map<?, ?> map ? map.get(key) : null;
    }

    /** Of Cobertura the lines of classes: those of methods repeat them. */
    private static long ofXml(Sample sample, Document document) {
        var lines = new HashSet<String>();
        if (sample == Sample.SPOTBUGS) {
            return elements(document.getDocumentElement().getElementsByTagName("BugInstance")).filter(bug -> bug.getParentNode()
                    == document.getDocumentElement() && (!bug.hasAttribute("last") || bug.getAttribute("last").equals("-1"))).count();
        }
        elements(document.getElementsByTagName("line")).forEach(line -> {
            var owner = (Element) line.getParentNode();
            if (sample == Sample.JACOCO) {
                if (number(line, "mi") + number(line, "ci") > 0) {
                    lines.add(((Element) owner.getParentNode()).getAttribute("name") + "/" + owner.getAttribute("name") + ":"
                            + number(line, "nr"));
                }
            } else if (owner.getParentNode().getNodeName().equals("class")) {
                lines.add(fileAbove(owner) + ":" + number(line, "number"));
            }
        });
        return lines.size();
    }

    private static String fileAbove(org.w3c.dom.Node node) {
        return node instanceof Element element ? element.hasAttribute("filename") ? element.getAttribute("filename")
                : fileAbove(element.getParentNode()) : "";
    }

    private static long number(Element line, String attribute) {
        return line.hasAttribute(attribute) ? Long.parseLong(line.getAttribute(attribute)) : 0;
    }

    private static Stream<Element> elements(NodeList nodes) {
        return java.util.stream.IntStream.range(0, nodes.getLength()).mapToObj(nodes::item).map(Element.class::cast);
    }

    private static Document parsed(byte[] bytes) throws ParserConfigurationException, SAXException, IOException {
        var factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        factory.setExpandEntityReferences(false);
        var builder = factory.newDocumentBuilder();
        builder.setErrorHandler(null);
        return builder.parse(new ByteArrayInputStream(bytes));
    }

    private static long lcov(String text) {
        var lines = new HashSet<String>();
        String file = "";
        for (String line : text.split("\r?\n|\r")) {
            if (line.startsWith("SF:")) {
                file = line.substring(3);
            } else if (line.startsWith("DA:")) {
                lines.add(file + ":" + Long.parseLong(line.substring(3).split(",", -1)[0]));
            }
        }
        return lines.size();
    }

    private static String text(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }
}
