package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.report.DeliveryReport;
import io.jenkins.plugins.greenlight.report.ReportJson;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The report.json of an earlier run, whichever run that was. */
final class EarlierReport {
    private EarlierReport() { }

    /** @param option that named it, for a message */
    static DeliveryReport read(Path file, String option) throws BadInputException, IOException {
        if (!Files.isRegularFile(file)) {
            throw new BadInputException("There is no report at " + file
                    + ". Expected the report.json of an earlier run: name it with "
                    + option + ".");
        }
        if (Files.size(file) > ReportJson.MAX_BYTES) {
            throw new BadInputException(file + " is larger than 8 MiB. Expected a report of this engine.");
        }
        try {
            var text = Files.readString(file);
            return ReportJson.read(text, Json.read(text, file.toString()).get("nonce").text());
        } catch (ParseException e) {
            throw new BadInputException(file + " is no report of this engine: " + e.getMessage());
        } catch (CharacterCodingException e) {
            throw new BadInputException(file + " is no UTF-8 text. Expected a report of this engine.");
        }
    }
}
