package dev.homing.asl.interpreter;

/**
 * Where executions are cut off.
 *
 * @param historyEvents the most events an execution may have; the last one says that it failed
 * @param payloadBytes the largest input, output, arguments, result or variable, as UTF-8 JSON
 * @param stepsAtOneInstant the most steps one execution may take without time going by, before the interpreter takes it
 *     for a loop; a guard for callers that have raised the limit of events
 */
public record Limits(int historyEvents, int payloadBytes, int stepsAtOneInstant) {

    /**
     * AWS's quotas of Standard workflows.
     *
     * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">AWS, quotas</a>
     */
    public static Limits aws() {
        return new Limits(25_000, 262_144, 100_000);
    }
}
