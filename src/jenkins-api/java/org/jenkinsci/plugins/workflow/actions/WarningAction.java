package org.jenkinsci.plugins.workflow.actions;

import hudson.model.Result;

public class WarningAction implements PersistentAction {
    private final Result result;
    private String message;

    public WarningAction(Result result) { this.result = result; }

    public WarningAction withMessage(String text) { message = text; return this; }

    public String getMessage() { return message; }

    public Result getResult() { return result; }

    public String getDisplayName() { throw new UnsupportedOperationException(); }

    public String getIconFileName() { throw new UnsupportedOperationException(); }

    public String getUrlName() { throw new UnsupportedOperationException(); }
}
