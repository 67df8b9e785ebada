package dev.homing.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code homing}. Exit codes: 0, 1 (failed), 2 (wrong usage). {@code NO_COLOR} is respected. */
@Command(
        name = "homing",
        mixinStandardHelpOptions = true,
        versionProvider = HomingCli.Version.class,
        description =
                "Brings customers back: triggers, journeys and recovered revenue, serverless in your own AWS account.",
        subcommands = {
            DevCommand.class,
            CostCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            CustomerCommand.class,
            CountersCommand.class,
            BenchCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it worked", "1:it failed", "2:wrong usage"})
public final class HomingCli implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] arguments) {
        // By hand: DynamoDB Local leaves threads behind that would keep the process alive.
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new HomingCli())
                .setParameterExceptionHandler((wrong, _) -> misused(wrong))
                .setExecutionExceptionHandler((failure, command, _) -> {
                    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
                    command.getErr().println(command.getColorScheme().errorText("homing: " + message));
                    if (!(failure instanceof Failed)) {
                        failure.printStackTrace(command.getErr());
                    }
                    return command.getCommandSpec().exitCodeOnExecutionException();
                });
    }

    /** What is wrong, and what may have been meant; how the command is used where nothing comes near. */
    private static int misused(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        Optional<String> meant =
                wrong instanceof UnmatchedArgumentException unmatched ? Meant.by(unmatched) : Optional.empty();
        String asked = meant.map(name -> "; did you mean " + name + "?").orElse("");
        command.getErr().println(command.getColorScheme().errorText("homing: " + wrong.getMessage() + asked));
        if (meant.isEmpty()) {
            command.usage(command.getErr(), command.getColorScheme());
        } else {
            command.getErr().println("See " + command.getCommandSpec().qualifiedName() + " --help for what there is");
        }
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "A command is required: dev, cost, import, export, customer, counters or bench");
    }

    /** Something the user can mend: told in one line, without a stack trace. */
    static final class Failed extends RuntimeException {
        Failed(String message) {
            super(message);
        }
    }

    /** The version that Maven built. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            Properties properties = new Properties();
            try (InputStream in = HomingCli.class.getResourceAsStream("version.properties")) {
                if (in != null) {
                    properties.load(in);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new String[] {"homing " + properties.getProperty("version", "of unknown version")};
        }
    }
}
