package benchmarks.peers;

import java.io.IOException;
import java.net.InetSocketAddress;

/** Another way to bring users from one release to the next on one host. */
interface Peer extends AutoCloseable {
    /** As it stands in the names of results. */
    String name();

    /** Where users come in. */
    InetSocketAddress frontDoor();

    /** Users are on the first release when this returns. */
    void begin(String release) throws IOException, InterruptedException;

    /** What can be done before users are moved. */
    void prepare(String release) throws IOException, InterruptedException;

    /** Returns when whoever does this by hand would believe that users are on the release. */
    void flip(String release) throws IOException, InterruptedException;

    @Override void close() throws IOException, InterruptedException;
}
