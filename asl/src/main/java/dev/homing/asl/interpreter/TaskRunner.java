package dev.homing.asl.interpreter;

/** Does what Task states ask for: calls the resource, or stands in for it. */
@FunctionalInterface
public interface TaskRunner {

    /**
     * Carries out one attempt of a Task. It may call the interpreter back, also to complete the very token it was given.
     * What fails is an outcome; an exception is a bug: it ends the execution with States.Runtime and is thrown on.
     */
    TaskOutcome run(TaskCall call);
}
