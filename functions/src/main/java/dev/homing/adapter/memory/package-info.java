/** The ports in memory: for tests of use cases, rehearsals and property tests. Nothing expires in them. */
@NullMarked
package dev.homing.adapter.memory;

import org.jspecify.annotations.NullMarked;
