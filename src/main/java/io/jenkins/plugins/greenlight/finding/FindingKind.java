package io.jenkins.plugins.greenlight.finding;

/** What a finding is about. CODE: a weakness in the program's own code, and whatever the tool does not tell apart. */
public enum FindingKind { VULNERABILITY, SECRET, MISCONFIGURATION, LICENSE, CODE }
