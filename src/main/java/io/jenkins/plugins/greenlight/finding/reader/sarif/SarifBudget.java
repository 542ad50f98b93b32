package io.jenkins.plugins.greenlight.finding.reader.sarif;

import io.jenkins.plugins.greenlight.parse.JsonStream;
import io.jenkins.plugins.greenlight.parse.ParseException;

/** How much a SARIF file may say outside of its results: that is held in memory until the results are read. */
final class SarifBudget {
    /** In bytes, roughly: that of some 150000 rules. */
    private static final long MOST = 80_000_000;
    private static final int PIECE = 200;

    private long left = MOST;

    /** @param chars of the texts kept of the piece just read
     *  @throws ParseException when it is more than can be held */
    void take(int chars, JsonStream json) {
        left -= PIECE + chars;
        if (left < 0) {
            throw new ParseException(json.place(), "says more about its runs, rules and files than can be held. Expected results to be"
                    + " most of it.");
        }
    }
}
