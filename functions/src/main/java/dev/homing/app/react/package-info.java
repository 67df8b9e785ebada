/** Taking in what providers and customers say of a message. */
@NullMarked
package dev.homing.app.react;

import org.jspecify.annotations.NullMarked;
