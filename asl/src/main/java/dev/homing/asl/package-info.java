/**
 * The Amazon States Language as a library: a typed model of a state machine whose query language is JSONata, its JSON in
 * both directions, and a validator. JSONPath machines are refused.
 *
 * @see <a href="https://states-language.net/spec.html">the States Language specification</a>
 */
@NullMarked
package dev.homing.asl;

import org.jspecify.annotations.NullMarked;
