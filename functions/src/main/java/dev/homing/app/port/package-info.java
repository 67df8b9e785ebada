/** What the use cases need from outside. */
@NullMarked
package dev.homing.app.port;

import org.jspecify.annotations.NullMarked;
