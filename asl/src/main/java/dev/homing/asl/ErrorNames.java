package dev.homing.asl;

/**
 * The error names that the States Language reserves.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html">AWS, error handling</a>
 */
public final class ErrorNames {
    /** Matches every error but {@link #RUNTIME} and {@link #DATA_LIMIT_EXCEEDED}. */
    public static final String ALL = "States.ALL";

    /** As a matcher: every error but timeouts and those that nothing matches. */
    public static final String TASK_FAILED = "States.TaskFailed";

    public static final String TIMEOUT = "States.Timeout";

    /** As a matcher: no heartbeat within HeartbeatSeconds. The error reported is {@link #TIMEOUT}, which matches it too. */
    public static final String HEARTBEAT_TIMEOUT = "States.HeartbeatTimeout";

    /** As a matcher on a Parallel: any failure of a branch. The error reported is the branch's own. */
    public static final String BRANCH_FAILED = "States.BranchFailed";

    public static final String NO_CHOICE_MATCHED = "States.NoChoiceMatched";

    /** A JSONata expression failed, yielded nothing, or yielded the wrong type. */
    public static final String QUERY_EVALUATION_ERROR = "States.QueryEvaluationError";

    /** Over 256 KiB; only its own name matches it. */
    public static final String DATA_LIMIT_EXCEEDED = "States.DataLimitExceeded";

    /** The interpreter cannot go on; nothing matches it. */
    public static final String RUNTIME = "States.Runtime";

    private ErrorNames() {}
}
