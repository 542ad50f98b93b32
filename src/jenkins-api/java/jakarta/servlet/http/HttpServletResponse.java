package jakarta.servlet.http;

import jakarta.servlet.ServletResponse;
import java.io.IOException;

public interface HttpServletResponse extends ServletResponse {
    void sendError(int number, String text) throws IOException;

    void sendError(int number) throws IOException;

    void sendRedirect(String text) throws IOException;

    void setHeader(String text, String text2);

    void addHeader(String text, String text2);

    void setStatus(int number);

    void setStatus(int number, String text);
}
