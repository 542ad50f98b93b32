package io.jenkins.plugins.greenlight.gate;

/** What happens when something could not be measured: {@code onMissing} in the configuration. */
public enum MissingPolicy { BLOCK, WARN }
