package benchmarks.load;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Every request in the order of their ends: in a file for whoever wants to count again, and in memory. */
final class Ledger implements AutoCloseable {
    private final BufferedWriter out;
    private final List<Exchange> exchanges = new ArrayList<>();
    private IOException failure;

    Ledger(Path file) throws IOException {
        out = Files.newBufferedWriter(file);
        out.write(Exchange.HEADER + "\n");
    }

    synchronized void add(Exchange exchange) {
        exchanges.add(exchange);
        try {
            out.write(exchange.line() + "\n");
        } catch (IOException e) {
            failure = e;
        }
    }

    synchronized List<Exchange> soFar() {
        return List.copyOf(exchanges);
    }

    @Override public synchronized void close() throws IOException {
        out.close();
        if (failure != null) {
            throw new IOException("Requests could not be written: " + failure.getMessage() + ". The file is incomplete"
                    + ". Make room and run again.", failure);
        }
    }
}
