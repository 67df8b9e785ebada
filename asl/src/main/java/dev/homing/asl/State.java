package dev.homing.asl;

import org.jspecify.annotations.Nullable;

/** A state of a machine. */
public sealed interface State permits Pass, Task, Choice, Wait, Parallel, MapState, Succeed, Fail {

    /** For people; null when there is none. */
    @Nullable
    String comment();

    /** The value of the JSON field {@code Type}. */
    default String type() {
        return switch (this) {
            case Pass _ -> "Pass";
            case Task _ -> "Task";
            case Choice _ -> "Choice";
            case Wait _ -> "Wait";
            case Parallel _ -> "Parallel";
            case MapState _ -> "Map";
            case Succeed _ -> "Succeed";
            case Fail _ -> "Fail";
        };
    }
}
