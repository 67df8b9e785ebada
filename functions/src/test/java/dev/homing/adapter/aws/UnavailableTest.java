package dev.homing.adapter.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homing.app.port.OutcomeQueue;
import dev.homing.app.port.Samples;
import dev.homing.app.port.Unavailable;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.id.RunId;
import dev.homing.domain.run.Leg;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** What may go well later is told apart from what never will. */
class UnavailableTest {
    private static final OutcomeQueue.Job JOB = new OutcomeQueue.Job.Settle(Samples.customer());
    private static final RunId RUN = RunId.of(Samples.customer(), "c", "", Instant.EPOCH);
    private static final Campaign.Version VERSION = Samples.version("c", 1);

    @Test
    void unavailable_whenThrottled() {
        FixedHttp http = FixedHttp.answering(400, "ThrottlingException", "Rate exceeded");

        assertThatThrownBy(() -> queue(http).enqueue(JOB)).isInstanceOf(Unavailable.class);
        assertThat(http.calls()).as("the SDK tries again first").isGreaterThan(1);
    }

    @Test
    void unavailable_whenItFailsOrCannotBeReached() {
        assertThatThrownBy(() ->
                        queue(FixedHttp.answering(500, "InternalError", "Oops")).enqueue(JOB))
                .isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> queue(FixedHttp.failing(new SocketTimeoutException("Read timed out")))
                        .enqueue(JOB))
                .isInstanceOf(Unavailable.class);
    }

    @Test
    void failsForGood_whenTheCallIsWrong() {
        assertThatThrownBy(() -> queue(FixedHttp.answering(400, "QueueDoesNotExist", "No such queue"))
                        .enqueue(JOB))
                .isInstanceOf(SqsException.class);
    }

    @Test
    void startIsUnavailable_whenTooManyExecutionsAreOpen() {
        assertThatThrownBy(() -> journeys(FixedHttp.answering(400, "ExecutionLimitExceeded", "Too many"))
                        .start(VERSION, RUN, Leg.FIRST, Instant.EPOCH))
                .isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> journeys(FixedHttp.answering(400, "StateMachineDoesNotExist", "None"))
                        .start(VERSION, RUN, Leg.FIRST, Instant.EPOCH))
                .isInstanceOf(StateMachineDoesNotExistException.class);
    }

    @Test
    void startIsDone_whenTheExecutionIsOverAlready() {
        FixedHttp http = FixedHttp.answering(400, "ExecutionAlreadyExists", "Already");

        journeys(http).start(VERSION, RUN, Leg.FIRST, Instant.EPOCH);

        assertThat(http.calls()).isEqualTo(1);
    }

    @Test
    void busPutsAgainWhatItRefusedForTheMoment() {
        FixedHttp http = FixedHttp.answering(400, "ThrottlingException", "Rate")
                .then(
                        200,
                        "{\"FailedEntryCount\":1,\"Entries\":[{\"EventId\":\"1\"},{\"ErrorCode\":\"ThrottlingException\",\"ErrorMessage\":\"Rate\"}]}")
                .then(200, "{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"2\"}]}");

        bus(http).put(List.of("{\"event\":\"A\"}", "{\"event\":\"B\"}"), Origin.SERVER);

        assertThat(http.calls()).isEqualTo(3);
    }

    @Test
    void busIsUnavailable_whenItGoesOnRefusing() {
        FixedHttp http = FixedHttp.answering(400, "ThrottlingException", "Rate")
                .then(
                        200,
                        "{\"FailedEntryCount\":1,\"Entries\":[{\"ErrorCode\":\"InternalFailure\",\"ErrorMessage\":\"Oops\"}]}");

        assertThatThrownBy(() -> bus(http).put(List.of("{\"event\":\"A\"}"), Origin.SERVER))
                .isInstanceOf(Unavailable.class);
    }

    @Test
    void busFailsForGood_whenItWillNeverTakeAnEvent() {
        FixedHttp http = FixedHttp.answering(400, "ThrottlingException", "Rate")
                .then(
                        200,
                        "{\"FailedEntryCount\":1,\"Entries\":[{\"ErrorCode\":\"MalformedDetail\",\"ErrorMessage\":\"No\"}]}");

        assertThatThrownBy(() -> bus(http).put(List.of("{\"event\":\"A\"}"), Origin.SERVER))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("MalformedDetail");
    }

    private static SqsOutcomeQueue queue(FixedHttp http) {
        return new SqsOutcomeQueue(clients(http).sqs(), "http://localhost:1/000000000000/outcomes");
    }

    private static StepFunctionsJourneys journeys(FixedHttp http) {
        return new StepFunctionsJourneys(
                clients(http).states(), (_, _) -> "{}", "homing-", "arn:aws:iam::0:role/r", "logs");
    }

    private static EventBridgeBus bus(FixedHttp http) {
        return new EventBridgeBus(clients(http).events(), "homing");
    }

    private static AwsClients clients(FixedHttp http) {
        return new AwsClients(
                http, Region.US_EAST_1, URI.create("http://localhost:1"), AnonymousCredentialsProvider.create());
    }
}
