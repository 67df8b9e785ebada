/** Launching campaigns to audiences: a page of customers at a time, each exactly once. */
@NullMarked
package dev.homing.app.broadcast;

import org.jspecify.annotations.NullMarked;
