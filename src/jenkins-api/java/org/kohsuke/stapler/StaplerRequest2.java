package org.kohsuke.stapler;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Type;
import net.sf.json.JSONObject;

public interface StaplerRequest2 extends HttpServletRequest {
    String getRestOfPath();

    String getRootPath();

    <T> T findAncestorObject(Class<T> type);

    boolean hasParameter(String text);

    <T> T bindJSON(Class<T> type, JSONObject json);

    <T> T bindJSON(Type type, Class<T> type2, Object object);

    void bindJSON(Object object, JSONObject json);

    JSONObject getSubmittedForm() throws ServletException;
}
