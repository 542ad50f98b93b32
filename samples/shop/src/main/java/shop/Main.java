package shop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** Starts the shop: {@code PORT=8080 java -jar shop.jar [config.properties]}. */
public final class Main {
    private static final int ERROR = 1;
    private static final int BAD_INPUT = 2;

    private Main() {
    }

    public static void main(String[] args) {
        try {
            var shop = start(System.getenv(), args);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(shop), "shop-stop"));
        } catch (BadConfig e) {
            System.err.println(e.getMessage());
            System.exit(BAD_INPUT);
        } catch (IOException e) {
            System.err.println(e.getMessage());
            System.exit(ERROR);
        }
    }

    static Shop start(Map<String, String> env, String... args) throws BadConfig, IOException {
        if (args.length > 1) {
            throw new BadConfig("Got " + args.length + " arguments. Expected at most one: the path of a properties file.");
        }
        var config = ShopConfig.read(env, Arrays.stream(args).findFirst().map(Path::of));
        var shop = Shop.start(config);
        System.out.println(config.title() + " " + config.release() + " listens on http://" + config.bind() + ":" + shop.port());
        return shop;
    }

    private static void stop(Shop shop) {
        try {
            shop.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
