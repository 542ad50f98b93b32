/** What somebody decided to live with: files of suppressions, read and matched against findings. */
package io.jenkins.plugins.greenlight.finding.suppression;
