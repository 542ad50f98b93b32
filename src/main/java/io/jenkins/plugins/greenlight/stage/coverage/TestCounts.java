package io.jenkins.plugins.greenlight.stage.coverage;

import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.parse.Xml;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Of JUnit XML reports: every test case once for each time it stands in one.
 *
 * @param all     with those that were skipped
 * @param failed  by an assertion or an error
 * @param skipped did not run
 */
record TestCounts(long all, long failed, long skipped) {
    static final TestCounts NONE = new TestCounts(0, 0, 0);

    long ran() {
        return all - skipped;
    }

    TestCounts plus(TestCounts other) {
        return new TestCounts(all + other.all, failed + other.failed, skipped + other.skipped);
    }

    /** @throws ParseException when it is no whole JUnit report */
    static TestCounts read(Path file, String name) throws IOException {
        try (var xml = Xml.openWithoutCdata(file, name)) {
            xml.next();
            if (!xml.isStart("testsuite") && !xml.isStart("testsuites")) {
                throw xml.wrong("is no JUnit report: its root is <" + xml.name() + ">. Expected <testsuite> or <testsuites>.");
            }
            return new Reading(xml).read();
        }
    }

    @Override public String toString() {
        return ran() + (ran() == 1 ? " test ran" : " tests ran") + (failed == 0 ? "" : ", " + failed + " failed")
                + (skipped == 0 ? "" : ", " + skipped + " skipped");
    }

    /** Case by case; of a report that names no case, by what its suites say of themselves. */
    private static final class Reading {
        private static final String CASE = "testcase";
        private final Xml xml;
        private TestCounts cases = NONE;
        private TestCounts suites = NONE;
        private boolean failed;
        private boolean skipped;

        Reading(Xml xml) {
            this.xml = xml;
        }

        TestCounts read() {
            boolean own = xml.isStart("testsuite");
            suites = own ? said() : NONE;
            int outermost = own ? 1 : 2;
            while (xml.next()) {
                if (xml.isStart("testsuite") && xml.depth() == outermost) {
                    suites = suites.plus(said());
                } else if (xml.isStart()) {
                    start();
                } else if (xml.name().equals(CASE)) {
                    cases = cases.plus(new TestCounts(1, failed ? 1 : 0, skipped ? 1 : 0));
                }
            }
            return cases.all == 0 ? suites : cases;
        }

        private void start() {
            switch (xml.name()) {
                case CASE -> {
                    failed = false;
                    skipped = xml.attribute("status").filter(status -> status.equals("notrun") || status.equals("disabled")).isPresent();
                }
                case "failure", "error" -> failed = true;
                case "skipped" -> skipped = true;
                default -> { }
            }
        }

        private TestCounts said() {
            long skips = (long) xml.count("skipped").orElse(0) + xml.count("disabled").orElse(0);
            return new TestCounts(xml.count("tests").orElse(0), (long) xml.count("failures").orElse(0) + xml.count("errors").orElse(0), skips);
        }
    }
}
