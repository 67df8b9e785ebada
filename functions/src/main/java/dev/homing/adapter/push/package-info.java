/** Push notifications: browsers by Web Push, apps by Firebase. */
@NullMarked
package dev.homing.adapter.push;

import org.jspecify.annotations.NullMarked;
