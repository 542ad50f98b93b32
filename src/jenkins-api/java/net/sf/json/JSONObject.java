package net.sf.json;

import java.util.Set;

public final class JSONObject extends AbstractJSON {
    public static JSONObject fromObject(Object object) { throw new UnsupportedOperationException(); }

    public JSONObject() { }

    public JSONObject(boolean flag) { }

    public JSONObject element(String text, boolean flag) { throw new UnsupportedOperationException(); }

    public JSONObject element(String text, double number) { throw new UnsupportedOperationException(); }

    public JSONObject element(String text, int number) { throw new UnsupportedOperationException(); }

    public JSONObject element(String text, long number) { throw new UnsupportedOperationException(); }

    public JSONObject element(String text, Object object) { throw new UnsupportedOperationException(); }

    public Object get(Object object) { throw new UnsupportedOperationException(); }

    public Object get(String text) { throw new UnsupportedOperationException(); }

    public boolean getBoolean(String text) { throw new UnsupportedOperationException(); }

    public JSONObject getJSONObject(String text) { throw new UnsupportedOperationException(); }

    public String getString(String text) { throw new UnsupportedOperationException(); }

    public boolean has(String text) { throw new UnsupportedOperationException(); }

    public boolean isEmpty() { throw new UnsupportedOperationException(); }

    public Set<String> keySet() { throw new UnsupportedOperationException(); }

    public boolean optBoolean(String text) { throw new UnsupportedOperationException(); }

    public boolean optBoolean(String text, boolean flag) { throw new UnsupportedOperationException(); }

    public JSONObject optJSONObject(String text) { throw new UnsupportedOperationException(); }

    public String optString(String text) { throw new UnsupportedOperationException(); }

    public String optString(String text, String text2) { throw new UnsupportedOperationException(); }

    public Object put(String text, Object object) { throw new UnsupportedOperationException(); }

    public String toString() { throw new UnsupportedOperationException(); }

    public String toString(int number) { throw new UnsupportedOperationException(); }

    public String toString(int number, int number2) { throw new UnsupportedOperationException(); }

    public Object put(Object object, Object object2) { throw new UnsupportedOperationException(); }
}
