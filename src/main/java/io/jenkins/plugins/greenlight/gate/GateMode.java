package io.jenkins.plugins.greenlight.gate;

/** Whether a gate decides or only looks: {@code mode} in the configuration. OBSERVE is a dry run and says so. */
public enum GateMode { ENFORCE, OBSERVE }
