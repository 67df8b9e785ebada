/** What Homing costs: what each thing uses of AWS, as measured, and what that is at list price. */
@NullMarked
package dev.homing.cli.cost;

import org.jspecify.annotations.NullMarked;
