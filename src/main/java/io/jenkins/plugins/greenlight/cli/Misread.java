package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.parse.Mask;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;

/** Says what is wrong with the arguments; of an address among them neither user nor password. */
record Misread(IParameterExceptionHandler usual) implements IParameterExceptionHandler {
    @Override public int handleParseException(ParameterException e, String[] args) throws Exception {
        var shown = Mask.address(String.valueOf(e.getMessage()));
        return usual.handleParseException(shown.equals(e.getMessage()) ? e : new ParameterException(e.getCommandLine(), shown), args);
    }
}
