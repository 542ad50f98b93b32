package io.jenkins.plugins.greenlight.stage.image;

import io.jenkins.plugins.greenlight.stage.image.scan.ScanReport;
import java.time.Instant;

/** What was seen in the image, and when. */
record Looked(ScanReport report, Instant began, Instant ended) { }
