/** Calls over HTTP: to providers by the JDK's own connection, which starts fastest, and to addresses that others name by Apache HttpClient. */
@NullMarked
package dev.homing.adapter.http;

import org.jspecify.annotations.NullMarked;
