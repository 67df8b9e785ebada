/** The command line: {@code homing dev}. Start reading at {@link dev.homing.cli.HomingCli}. */
@NullMarked
package dev.homing.cli;

import org.jspecify.annotations.NullMarked;
