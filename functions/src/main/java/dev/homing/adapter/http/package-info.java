/** Calls of other systems over HTTP, with Apache HttpClient. */
@NullMarked
package dev.homing.adapter.http;

import org.jspecify.annotations.NullMarked;
