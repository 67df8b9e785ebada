package dev.homing.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Files of the tree, and those among them that a test compares with what the code makes; {@code -Dgolden.write} writes them instead. */
public final class Golden {
    /** The tree: tests run in their module's folder. */
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Golden() {}

    /**
     * @param path from the top of the tree
     * @return null where there is none
     */
    public static @Nullable String file(String path) {
        Path file = ROOT.resolve(path);
        try {
            return Files.isRegularFile(file) ? Files.readString(file) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Path path(String path) {
        return ROOT.resolve(path);
    }

    public static void assertSame(String path, String actual) {
        Path file = ROOT.resolve(path);
        if (Boolean.getBoolean("golden.write")) {
            try {
                Files.createDirectories(file.resolveSibling("."));
                Files.writeString(file, actual);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        assertThat(actual).as("%s; -Dgolden.write=true writes it anew", path).isEqualTo(file(path));
    }
}
