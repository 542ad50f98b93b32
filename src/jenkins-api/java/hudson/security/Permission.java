package hudson.security;

public final class Permission {
    Permission() { }

    public String getId() { throw new UnsupportedOperationException(); }

    public static Permission fromId(String text) { throw new UnsupportedOperationException(); }

    public String toString() { throw new UnsupportedOperationException(); }

    public boolean getEnabled() { throw new UnsupportedOperationException(); }
}
