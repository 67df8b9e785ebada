/** Calls to providers over HTTP, by the JDK's own connection: it starts fastest. */
@NullMarked
package dev.homing.adapter.http;

import org.jspecify.annotations.NullMarked;
