package dev.homing.cli.dev;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The functions' zip as a Lambda function finds it, with the runtime interface client that AWS puts beside it.
 *
 * @param classPath the client's jars, then the zip's
 * @param nativeClient the client's native library, laid out beforehand as in AWS's runtime
 */
record Unpacked(Path folder, String classPath, Path nativeClient) {
    static Unpacked of(Path zip) throws IOException, ClassNotFoundException, URISyntaxException {
        Path folder = Files.createTempDirectory("homing-function");
        List<Path> jars = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.isDirectory()) {
                    Path file = folder.resolve(entry.getName());
                    Files.createDirectories(file.getParent());
                    Files.copy(in, file);
                    jars.add(file);
                }
            }
        }
        Collections.sort(jars);
        Class<?> client = Class.forName("com.amazonaws.services.lambda.runtime.api.client.AWSLambda");
        List<String> classPath = new ArrayList<>();
        for (String type : List.of(
                client.getName(),
                "com.amazonaws.services.lambda.runtime.RequestHandler",
                "com.amazonaws.services.lambda.runtime.serialization.PojoSerializer")) {
            classPath.add(Path.of(Class.forName(type)
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString());
        }
        jars.forEach(jar -> classPath.add(jar.toString()));
        Path library = folder.resolve("runtime-client.so");
        try (InputStream in = client.getResourceAsStream("/jni/libaws-lambda-jni.linux-" + architecture() + ".so")) {
            Files.copy(in, library);
        }
        return new Unpacked(folder, String.join(":", classPath), library);
    }

    private static String architecture() {
        return System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    }
}
