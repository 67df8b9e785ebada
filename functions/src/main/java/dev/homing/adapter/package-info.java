/** What connects the use cases with the world: one package a library or provider; they do not know each other, save that all may use json. */
@NullMarked
package dev.homing.adapter;

import org.jspecify.annotations.NullMarked;
