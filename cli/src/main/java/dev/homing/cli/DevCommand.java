package dev.homing.cli;

import dev.homing.cli.dev.DevOptions;
import dev.homing.cli.dev.DevStack;
import dev.homing.domain.consent.Policy;
import dev.homing.emulator.EmulatorOptions;
import dev.homing.emulator.EmulatorOptions.TableKeeper;
import dev.homing.emulator.Quotas;
import dev.homing.emulator.StreamMapping;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code homing dev}: everything on this machine, until it is interrupted. */
@Command(
        name = "dev",
        mixinStandardHelpOptions = true,
        versionProvider = HomingCli.Version.class,
        description = {
            "Starts everything on this machine: the admin page, the event endpoints, a demo shop, an inbox, and an AWS endpoint.",
            "All of it is in memory and gone when it ends (Ctrl-C)."
        },
        sortOptions = false)
final class DevCommand implements Callable<Integer> {
    private static final int LAST_PORT = 65_535;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8484",
            description =
                    "Where the admin page, the API and the shop are (default: ${DEFAULT-VALUE}; 0: any free port).")
    private int port;

    @Option(
            names = "--aws-port",
            paramLabel = "PORT",
            defaultValue = "8485",
            description = "Where the AWS endpoint is (default: ${DEFAULT-VALUE}; 0: any free port).")
    private int awsPort;

    @Option(names = "--empty", description = "Without starter campaigns and the demo shop's customers.")
    private boolean empty;

    @Option(
            names = "--aws-endpoint",
            paramLabel = "URL",
            description =
                    "Use the AWS services at this address instead of our own (another emulator). The clock cannot be moved then.")
    private @Nullable URI awsEndpoint;

    @Option(
            names = "--tables",
            paramLabel = "ENGINE",
            defaultValue = "own",
            description =
                    "What keeps the tables: own (default), or dynamodb-local, which is slower and what own is held against.")
    private String tables = "own";

    @Option(
            names = "--email-consent",
            paramLabel = "WHAT",
            defaultValue = "implied",
            description =
                    "What marketing by email needs: implied (default: nobody opted out), explicit (an opt-in), or confirmed"
                            + " (double opt-in, which the campaign confirm-subscription asks for).")
    private String emailConsent = "implied";

    @Option(
            names = "--quotas",
            paramLabel = "REGION",
            description =
                    "Refuse what AWS would refuse a new account there: us-east-1 (default: no quotas). docs/scale.md says which.")
    private @Nullable String quotas;

    @Override
    public Integer call() throws InterruptedException {
        check("--port", port);
        check("--aws-port", awsPort);
        if (port != 0 && port == awsPort) {
            throw new ParameterException(spec.commandLine(), "--port and --aws-port must differ");
        }
        requireFree("--port", port);
        requireFree("--aws-port", awsPort);
        EmulatorOptions emulator = EmulatorOptions.defaults()
                .withAwsPort(awsPort)
                .withTables(tableKeeper())
                .withQuotas(quotas())
                .withSideBySide();
        DevOptions options =
                new DevOptions(port, empty, awsEndpoint, home(), emulator, StreamMapping.Shards.AS_ON_AWS, policy());
        AtomicReference<@Nullable DevStack> running = new AtomicReference<>();
        Thread end = endWhenInterrupted(running);
        try (Progress progress = new Progress()) {
            running.set(DevStack.start(options, progress::say));
        } catch (RuntimeException | Error failed) {
            Runtime.getRuntime().removeShutdownHook(end);
            if (failed.getCause() instanceof BindException) {
                // Taken since it was looked at.
                requireFree("--port", port);
                requireFree("--aws-port", awsPort);
            }
            throw failed;
        }
        tell(Objects.requireNonNull(running.get()), spec.commandLine().getOut());
        new CountDownLatch(1).await();
        return 0;
    }

    private Policy policy() {
        for (Policy policy : Policy.values()) {
            if (policy.name().toLowerCase(Locale.ROOT).equals(emailConsent)) {
                return policy;
            }
        }
        throw new ParameterException(
                spec.commandLine(),
                "Invalid value for option '--email-consent': implied, explicit or confirmed, not " + emailConsent);
    }

    private TableKeeper tableKeeper() {
        return switch (tables) {
            case "own" -> TableKeeper.OWN;
            case "dynamodb-local" -> TableKeeper.DYNAMODB_LOCAL;
            default ->
                throw new ParameterException(
                        spec.commandLine(),
                        "Invalid value for option '--tables': own or dynamodb-local, not " + tables);
        };
    }

    private Quotas quotas() {
        if (quotas == null) {
            return Quotas.NONE;
        }
        if (!quotas.equals("us-east-1")) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--quotas': only us-east-1 is known, not " + quotas);
        }
        if (awsEndpoint != null) {
            throw new ParameterException(
                    spec.commandLine(), "--quotas are our own AWS services', and --aws-endpoint names others");
        }
        return Quotas.US_EAST_1;
    }

    /** Ctrl-C and SIGTERM run the JVM's hooks; halting there with 0 says that this is how it is meant to end. */
    private static Thread endWhenInterrupted(AtomicReference<@Nullable DevStack> running) {
        Thread hook = new Thread(() -> {
            DevStack stack = running.get();
            if (stack != null) {
                stack.close();
            }
            Runtime.getRuntime().halt(0);
        });
        Runtime.getRuntime().addShutdownHook(hook);
        return hook;
    }

    private static void tell(DevStack stack, PrintWriter out) {
        URI url = stack.url();
        out.println("Admin page     " + url + "/");
        out.println("Demo shop      " + url + "/dev/shop");
        out.println("Inbox          " + url + "/dev/inbox/view");
        out.println("Clock          " + url + "/dev/clock");
        out.println("WhatsApp hook  " + url
                + "/dev/hooks/whatsapp  (POST what Meta would send; it is signed and taken in)");
        out.println("Events         " + url + "/v1/track  (write keys: dev for servers, dev-browser for browsers)");
        out.println("API            " + url + "/api/openapi.json");
        out.println("AWS endpoint   " + stack.awsEndpoint());
        out.println(
                "All data is in memory and ends with this process. Files under templates/ are read when it starts.");
        out.println("Homing is ready");
        out.flush();
    }

    private void check(String flag, int value) {
        if (value < 0 || value > LAST_PORT) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '" + flag + "': a port is 0 to " + LAST_PORT + ", not " + value);
        }
    }

    private static void requireFree(String flag, int port) {
        if (port == 0) {
            return;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (java.io.IOException taken) {
            throw new HomingCli.Failed("port " + port + " is taken; choose another one with " + flag);
        }
    }

    /** Where templates/ is: the launcher says it; else here or above. */
    private static Path home() {
        String said = System.getProperty("homing.home");
        if (said != null) {
            return Path.of(said);
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("templates").resolve("campaigns"))) {
                return folder;
            }
        }
        throw new HomingCli.Failed(
                "no folder templates/campaigns here or above; start it by ./homing, or in Homing's folder");
    }
}
