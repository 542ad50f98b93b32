package packaging;

import java.io.IOException;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
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

    /** @param path below {@code project}, such as {@code properties/jenkins.version} */
    public String at(String path) throws IOException {
        try {
            var text = XPathFactory.newInstance().newXPath().evaluate("/project/" + path, document).strip();
            if (text.isEmpty()) {
                throw new IOException("pom.xml has no " + path + ". Expected a text there.");
            }
            return text;
        } catch (XPathExpressionException e) {
            throw new IOException(path + " is no path in pom.xml.", e);
        }
    }
}
