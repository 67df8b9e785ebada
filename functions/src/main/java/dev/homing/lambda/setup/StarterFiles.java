package dev.homing.lambda.setup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The starter campaigns and their messages, as they are packed beside the classes. */
final class StarterFiles {
    private static final String ROOT = "/templates/";
    private static final String CAMPAIGNS = "campaigns/";

    private StarterFiles() {}

    /** Paths such as {@code campaigns/cart-recovery.json}, in the order of their names. */
    static List<String> campaigns() {
        URL folder = StarterFiles.class.getResource(ROOT + CAMPAIGNS);
        if (folder == null) {
            throw new IllegalStateException("The starter campaigns are not packed with the functions");
        }
        try {
            URI uri = folder.toURI();
            if (!"jar".equals(uri.getScheme())) {
                return names(Path.of(uri));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return names(jar.getPath(ROOT + CAMPAIGNS));
            }
        } catch (URISyntaxException | IOException e) {
            throw new IllegalStateException("The starter campaigns cannot be listed", e);
        }
    }

    /** A file's text; null where there is none. */
    static @Nullable String text(String path) {
        try (InputStream in = StarterFiles.class.getResourceAsStream(ROOT + path)) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> CAMPAIGNS + file.getFileName())
                    .filter(name -> name.endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}
