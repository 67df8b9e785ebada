package dev.homing.asl.interpreter;

/** Hears when executions start and end, as EventBridge does on AWS. */
@FunctionalInterface
public interface ExecutionListener {

    /** Called after the change; it may call the interpreter back. */
    void statusChanged(Execution execution);
}
