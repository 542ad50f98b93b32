package shop;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * Everything the shop is told from outside.
 *
 * @param port the main port; 0 lets the system choose one
 * @param control whether (main port + 1000) takes orders for errors
 */
record ShopConfig(String bind, int port, String release, String title, boolean control) {
    static final int CONTROL_OFFSET = 1000;
    private static final int MAX_PORT = 65_535;

    static ShopConfig read(Map<String, String> env, Optional<Path> file) throws BadConfig, IOException {
        var settings = settings(file);
        String title = settings.getProperty("title", "Shop");
        boolean control = flag(settings.getProperty("control", "false"));
        int port = port(env.get("PORT"), control ? MAX_PORT - CONTROL_OFFSET : MAX_PORT);
        String release = release(env.getOrDefault("GREENLIGHT_RELEASE", "dev"));
        return new ShopConfig(env.getOrDefault("BIND", "127.0.0.1"), port, release, title, control);
    }

    private static Properties settings(Optional<Path> file) throws BadConfig, IOException {
        var settings = new Properties();
        if (file.isEmpty()) return settings;
        if (!Files.isRegularFile(file.get())) {
            throw new BadConfig("The config file " + file.get() + " does not exist. Expected a properties file with title and control.");
        }
        try (Reader reader = Files.newBufferedReader(file.get())) {
            settings.load(reader);
        }
        for (String name : settings.stringPropertyNames()) {
            if (!Set.of("title", "control").contains(name)) {
                throw new BadConfig("The setting " + name + " in " + file.get() + " is unknown. Expected title or control.");
            }
        }
        return settings;
    }

    private static boolean flag(String text) throws BadConfig {
        return switch (text.strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new BadConfig("The setting control is '" + text + "'. Expected true or false.");
        };
    }

    private static int port(String text, int max) throws BadConfig {
        if (text == null) {
            throw new BadConfig("PORT is not set. Expected a port from 0 to " + max
                    + " in the environment. Start it like this: PORT=8080 java -jar shop.jar config/shop.properties");
        }
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > max) {
            throw new BadConfig("PORT is '" + text + "'. Expected a whole number from 0 to " + max + ".");
        }
        return Integer.parseInt(text);
    }

    /** Goes into a header as it is, hence no blanks and no line ends. */
    private static String release(String text) throws BadConfig {
        if (text.matches("[A-Za-z0-9._:+-]{1,128}")) return text;
        throw new BadConfig("GREENLIGHT_RELEASE is '" + text + "'. Expected 1 to 128 letters, digits or any of . _ : + -");
    }
}
