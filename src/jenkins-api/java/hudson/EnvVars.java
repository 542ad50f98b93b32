package hudson;

import java.util.Map;
import java.util.TreeMap;

public class EnvVars extends TreeMap<String, String> {
    public EnvVars() { }

    public EnvVars(Map<String, String> map) { super(map); }

    public EnvVars(EnvVars environment) { super(environment); }

    public EnvVars(String... text) { }

    public void override(String text, String text2) { throw new UnsupportedOperationException(); }

    public EnvVars overrideAll(Map<String, String> map) { throw new UnsupportedOperationException(); }

    public String get(String text, String text2) { return getOrDefault(text, text2); }

    public String put(String text, String text2) { return super.put(text, text2); }

    public void putIfNotNull(String text, String text2) { throw new UnsupportedOperationException(); }

    public void putAllNonNull(Map<String, String> map) { throw new UnsupportedOperationException(); }

    public String expand(String text) { throw new UnsupportedOperationException(); }
}
