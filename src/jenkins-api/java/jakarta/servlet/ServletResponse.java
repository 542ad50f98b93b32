package jakarta.servlet;

import java.io.IOException;
import java.io.PrintWriter;

public interface ServletResponse {
    PrintWriter getWriter() throws IOException;

    void setCharacterEncoding(String text);

    void setContentLength(int number);

    void setContentType(String text);
}
