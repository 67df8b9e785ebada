package dev.homing.cli;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.UnmatchedArgumentException;

/** What somebody may have meant who wrote something else. */
final class Meant {
    /** More slips than these are another word. */
    private static final int MOST_SLIPS = 2;

    private Meant() {}

    /** The command's option or subcommand that is nearest to the first argument that it does not know. */
    static Optional<String> by(UnmatchedArgumentException wrong) {
        CommandLine command = wrong.getCommandLine();
        String written = wrong.getUnmatched().getFirst().split("=", 2)[0];
        Stream<String> known = written.startsWith("-")
                ? command.getCommandSpec().optionsMap().keySet().stream().filter(name -> name.startsWith("--"))
                : command.getSubcommands().keySet().stream();
        return known.filter(name -> slips(written, name) <= Math.min(MOST_SLIPS, name.length() / 2))
                .min(Comparator.comparingInt((String name) -> slips(written, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Letters that are wrong, missing or too many, and neighbours that have changed places. */
    static int slips(String written, String meant) {
        int[][] slips = new int[written.length() + 1][meant.length() + 1];
        for (int i = 0; i <= written.length(); i++) {
            for (int j = 0; j <= meant.length(); j++) {
                if (i == 0 || j == 0) {
                    slips[i][j] = i + j;
                    continue;
                }
                int wrong = written.charAt(i - 1) == meant.charAt(j - 1) ? 0 : 1;
                int least = Math.min(slips[i - 1][j - 1] + wrong, Math.min(slips[i - 1][j], slips[i][j - 1]) + 1);
                boolean swapped = i > 1
                        && j > 1
                        && written.charAt(i - 1) == meant.charAt(j - 2)
                        && written.charAt(i - 2) == meant.charAt(j - 1);
                slips[i][j] = swapped ? Math.min(least, slips[i - 2][j - 2] + 1) : least;
            }
        }
        return slips[written.length()][meant.length()];
    }
}
