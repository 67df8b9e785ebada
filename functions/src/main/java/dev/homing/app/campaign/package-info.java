/** Publishing campaigns and changing their status. */
@NullMarked
package dev.homing.app.campaign;

import org.jspecify.annotations.NullMarked;
