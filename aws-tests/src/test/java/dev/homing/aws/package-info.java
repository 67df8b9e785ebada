/** The whole deployment on AWS as others have built it: an independent emulator in Docker, spoken to by AWS's own SDK and command line. */
@NullMarked
package dev.homing.aws;

import org.jspecify.annotations.NullMarked;
