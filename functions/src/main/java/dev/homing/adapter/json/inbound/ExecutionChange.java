package dev.homing.adapter.json.inbound;

import dev.homing.adapter.json.MalformedJson;
import dev.homing.app.customer.EndRun;
import dev.homing.domain.Facts;
import dev.homing.domain.id.RunId;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * The end of the execution of one leg of a run, as Step Functions puts it on the bus.
 *
 * @param generation of the leg
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html">Step Functions events</a>
 */
public record ExecutionChange(RunId run, int generation, EndRun.How how, Instant at) {
    /**
     * @param envelope of EventBridge
     * @throws MalformedJson where it is none
     */
    public static ExecutionChange read(Facts envelope) {
        Facts detail = envelope.map("detail");
        String name = detail.text("name");
        String status = detail.text("status");
        if (name == null || status == null) {
            throw new MalformedJson("\"detail.name\" or \"detail.status\" is missing");
        }
        int dot = name.lastIndexOf('.');
        if (dot < 1) {
            throw new MalformedJson("\"" + name + "\" is not the name of a run's execution");
        }
        EndRun.How how =
                switch (status) {
                    case "SUCCEEDED" -> EndRun.How.SUCCEEDED;
                    case "ABORTED" -> EndRun.How.STOPPED;
                    default -> EndRun.How.FAILED;
                };
        BigDecimal stopped = detail.number("stopDate");
        Instant at = stopped == null ? Instant.EPOCH : Instant.ofEpochMilli(stopped.longValue());
        return new ExecutionChange(
                RunId.parse(name.substring(0, dot)), Integer.parseInt(name.substring(dot + 1)), how, at);
    }
}
