package com.cloudbees.plugins.credentials;

@SuppressWarnings({"rawtypes", "unchecked"})
public class CredentialsMatchers {
    private CredentialsMatchers() { }

    public static CredentialsMatcher always() { throw new UnsupportedOperationException(); }

    public static CredentialsMatcher never() { throw new UnsupportedOperationException(); }

    public static CredentialsMatcher not(CredentialsMatcher credentialsMatcher) {
        throw new UnsupportedOperationException();
    }

    public static CredentialsMatcher instanceOf(Class type) { throw new UnsupportedOperationException(); }

    public static CredentialsMatcher withId(String text) { throw new UnsupportedOperationException(); }

    public static CredentialsMatcher allOf(CredentialsMatcher... credentialsMatcher) {
        throw new UnsupportedOperationException();
    }

    public static CredentialsMatcher anyOf(CredentialsMatcher... credentialsMatcher) {
        throw new UnsupportedOperationException();
    }
}
