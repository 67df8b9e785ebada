/** Values that every part of the domain shares: money, hashes, facts, decisions. */
@NullMarked
package dev.homing.domain;

import org.jspecify.annotations.NullMarked;
