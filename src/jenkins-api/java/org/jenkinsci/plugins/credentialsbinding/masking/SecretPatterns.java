package org.jenkinsci.plugins.credentialsbinding.masking;

import java.util.Collection;
import java.util.regex.Pattern;

public class SecretPatterns {
    private SecretPatterns() { }

    public static Pattern getAggregateSecretPattern(Collection<String> collection) {
        throw new UnsupportedOperationException();
    }
}
