package dev.homing.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code homing counters}. */
@Command(
        name = "counters",
        mixinStandardHelpOptions = true,
        versionProvider = HomingCli.Version.class,
        description = "The numbers behind the reports.",
        subcommands = RebuildCountersCommand.class)
final class CountersCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do with the counters");
    }
}
