package packaging;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What this project's pom.xml says of it. */
public record Pom(Document document) {
    public static Pom read(Path file) throws IOException {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            return new Pom(factory.newDocumentBuilder().parse(file.toFile()));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(file + " is no XML.", e);
        }
    }

    /** The text of every element that the path finds, in order. */
    public List<String> all(String path) throws IOException {
        try {
            var found = (NodeList) XPathFactory.newInstance().newXPath()
                    .evaluate("/project/" + path, document, XPathConstants.NODESET);
            return IntStream.range(0, found.getLength()).mapToObj(i -> found.item(i).getTextContent().strip()).toList();
        } catch (XPathExpressionException e) {
            throw new IOException(path + " is no path in pom.xml.", e);
        }
    }

    /** @param path below {@code project}, such as {@code properties/jenkins.version} */
    public String at(String path) throws IOException {
        var all = all(path);
        if (all.isEmpty() || all.get(0).isEmpty()) {
            throw new IOException("pom.xml has no " + path + ". Expected a text there.");
        }
        return all.get(0);
    }
}
