/** A campaign's steps: nodes and the branches between them. */
@NullMarked
package dev.homing.domain.flow;

import org.jspecify.annotations.NullMarked;
