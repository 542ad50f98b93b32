package benchmarks.peers;

import java.io.IOException;
import java.net.InetSocketAddress;

/** {@code docker stop old && docker run new} on the same published port, as many a deployment script does. */
final class StopAndRun implements Peer {
    private static final String NAME = "bench-stop-and-run";
    private final String host;
    private final String image;
    private final int port = Programs.freePort();

    /** @param image of the release, which the engine has */
    StopAndRun(String host, String image) throws IOException {
        this.host = host;
        this.image = image;
    }

    @Override public String name() {
        return "docker";
    }

    @Override public InetSocketAddress frontDoor() {
        return new InetSocketAddress("127.0.0.1", port);
    }

    @Override public void begin(String release) throws IOException, InterruptedException {
        start(release);
        Programs.awaitRelease(port, release);
    }

    /** The port is the old one's until it is stopped. */
    @Override public void prepare(String release) throws IOException, InterruptedException {
        docker("rm", "--force", NAME + "-old");
    }

    @Override public void flip(String release) throws IOException, InterruptedException {
        docker("rename", NAME, NAME + "-old");
        docker("stop", NAME + "-old");
        start(release);
    }

    private void start(String release) throws IOException, InterruptedException {
        docker("run", "--detach", "--init", "--name", NAME, "--publish", "127.0.0.1:" + port + ":8080", "--env", "GREENLIGHT_RELEASE=" + release,
                image);
    }

    private String docker(String... words) throws IOException, InterruptedException {
        var argv = new String[words.length + 3];
        argv[0] = "docker";
        argv[1] = "--host";
        argv[2] = host;
        System.arraycopy(words, 0, argv, 3, words.length);
        return Programs.run(argv);
    }

    @Override public void close() throws IOException, InterruptedException {
        docker("rm", "--force", NAME, NAME + "-old");
    }
}
