package jakarta.servlet.http;

import jakarta.servlet.ServletRequest;

public interface HttpServletRequest extends ServletRequest {
    String getHeader(String text);

    String getMethod();

    String getContextPath();

    String getRequestURI();
}
