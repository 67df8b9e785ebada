/** Everything on this machine, by the handlers that run on AWS. Start reading at {@link dev.homing.cli.dev.DevStack}. */
@NullMarked
package dev.homing.cli.dev;

import org.jspecify.annotations.NullMarked;
