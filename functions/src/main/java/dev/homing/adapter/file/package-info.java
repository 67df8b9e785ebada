/** Campaigns as people write them: the file language, which the API speaks too. */
@NullMarked
package dev.homing.adapter.file;

import org.jspecify.annotations.NullMarked;
