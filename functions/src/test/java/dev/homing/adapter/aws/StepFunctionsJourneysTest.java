package dev.homing.adapter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.adapter.json.Json;
import dev.homing.adapter.json.inbound.SendJobCodec;
import dev.homing.adapter.states.FlowCompiler;
import dev.homing.app.port.Journeys;
import dev.homing.app.port.Samples;
import dev.homing.app.port.SendJob;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.id.RunId;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.run.Leg;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

@ExtendWith(OnEmulator.class)
class StepFunctionsJourneysTest {
    private static final String LOST = "no such token";

    private final String campaign = Samples.unique("journey");
    private final RunId run = RunId.of(Samples.customer(), campaign, "", Instant.EPOCH);
    private final Journeys journeys = deployment(OnEmulator.ROLE, "outcomes");

    @BeforeEach
    void emptyQueues() {
        OnEmulator.drain("email");
        OnEmulator.drain("outcomes");
    }

    @Test
    void publishesAVersionASave() {
        String first = journeys.publish(Samples.version(campaign, 1));
        String changed = new StepFunctionsJourneys(
                        OnEmulator.clients().states(),
                        version ->
                                "{\"QueryLanguage\":\"JSONata\",\"StartAt\":\"Done\",\"States\":{\"Done\":{\"Type\":\"Succeed\"}}}",
                        "homing-",
                        OnEmulator.ROLE,
                        OnEmulator.LOGS)
                .publish(Samples.version(campaign, 2));

        assertThat(first).endsWith(":stateMachine:homing-" + campaign + ":1");
        assertThat(changed).endsWith(":stateMachine:homing-" + campaign + ":2");
    }

    @Test
    void isUpToDate_untilAnotherDeploymentWouldMakeSomethingElseOfIt() {
        Campaign.Version version = Samples.version(campaign, 1);
        assertThat(journeys.upToDate(version)).isFalse();
        journeys.publish(version);

        assertThat(journeys.upToDate(version)).isTrue();
        assertThat(deployment(OnEmulator.ROLE, "timers").upToDate(version)).isFalse();
        assertThat(deployment(OnEmulator.ROLE + "-new", "outcomes").upToDate(version))
                .isFalse();
    }

    @Test
    void isGone_whenRemoved_andCanBePublishedAgain() {
        Campaign.Version version = Samples.version(campaign, 1);
        journeys.publish(version);
        journeys.remove(campaign);
        journeys.remove(campaign);
        assertThat(journeys.upToDate(version)).isFalse();

        journeys.publish(version);

        assertThat(journeys.upToDate(version)).isTrue();
    }

    private static Journeys deployment(String role, String outcomes) {
        return new StepFunctionsJourneys(
                OnEmulator.clients().states(),
                version -> new FlowCompiler(
                                Map.of(Channel.EMAIL, OnEmulator.queueUrl("email")), OnEmulator.queueUrl(outcomes))
                        .compile(version),
                "homing-",
                role,
                OnEmulator.LOGS);
    }

    private Campaign.Version published() {
        Campaign.Version version = Samples.version(campaign, 1);
        return version.published(1, journeys.publish(version), "ann", OnEmulator.now());
    }

    @Test
    void startsOnce_whenStartedTwice() {
        Campaign.Version version = published();

        journeys.start(version, run, Leg.FIRST);
        journeys.start(version, run, Leg.FIRST);

        assertThat(waiting()).hasSize(1).first().satisfies(job -> {
            assertThat(job.run()).isEqualTo(run);
            assertThat(job.visit().node()).isEqualTo("email");
        });
    }

    @Test
    void startsOnce_whenItIsOverByThen() {
        Campaign.Version version = published();
        journeys.start(version, run, Leg.FIRST);
        journeys.stop(version, run, Leg.FIRST, "ordered");
        waiting();

        journeys.start(version, run, Leg.FIRST);

        assertThat(waiting()).isEmpty();
    }

    @Test
    void goesDownTheBranch_whenAStatusDecides() {
        journeys.start(published(), run, Leg.FIRST);
        String token = token();

        assertThat(journeys.heartbeat(token)).isTrue();
        assertThat(journeys.complete(token, MessageStatus.OPENED, OnEmulator.now()))
                .isTrue();
        assertThat(journeys.complete(token, MessageStatus.OPENED, OnEmulator.now()))
                .isFalse();
        assertThat(journeys.heartbeat(token)).isFalse();

        OnEmulator.emulator().settle();
        assertThat(waiting()).isEmpty();
        assertThat(execution().status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(successOutput()).containsEntry("status", "opened").containsKey("at");
    }

    @Test
    void goesOn_whenTheWindowFromItsHeartbeatIsOver() {
        journeys.start(published(), run, Leg.FIRST);
        String token = token();
        OnEmulator.advance(Duration.ofHours(23));
        assertThat(journeys.heartbeat(token)).isTrue();
        OnEmulator.advance(Duration.ofHours(23));
        assertThat(waiting()).isEmpty();

        OnEmulator.advance(Duration.ofHours(2));

        assertThat(waiting()).extracting(sent -> sent.visit().node()).containsExactly("again");
        assertThat(journeys.complete(token, MessageStatus.OPENED, OnEmulator.now()))
                .isFalse();
    }

    @Test
    void goesOn_whenAMessageWasSkipped() {
        journeys.start(published(), run, Leg.FIRST);

        assertThat(journeys.fail(token(), Journeys.SKIPPED, "no consent")).isTrue();

        OnEmulator.emulator().settle();
        assertThat(waiting()).extracting(sent -> sent.visit().node()).containsExactly("again");
    }

    @Test
    void stops_andNothingWaitsAnyMore() {
        Campaign.Version version = published();
        journeys.start(version, run, Leg.FIRST);
        String token = token();

        journeys.stop(version, run, Leg.FIRST, "converted");
        journeys.stop(version, run, Leg.FIRST, "converted");

        assertThat(execution().status()).isEqualTo(ExecutionStatus.ABORTED);
        assertThat(journeys.heartbeat(token)).isFalse();
        assertThat(journeys.complete(token, MessageStatus.CLICKED, OnEmulator.now()))
                .isFalse();
        assertThat(journeys.fail(token, Journeys.EXIT, "over")).isFalse();
    }

    @Test
    void stopsNothing_whenItNeverStarted() {
        Campaign.Version version = published();

        journeys.stop(version, run, Leg.FIRST, "converted");

        assertThat(waiting()).isEmpty();
    }

    @Test
    void saysThatNothingWaits_whenATokenIsUnknown() {
        assertThat(journeys.heartbeat(LOST)).isFalse();
        assertThat(journeys.resume(LOST)).isFalse();
        assertThat(journeys.fail(LOST, Journeys.SKIPPED, "x")).isFalse();
        assertThat(journeys.complete(LOST, MessageStatus.OPENED, Instant.EPOCH)).isFalse();
    }

    @Test
    void triesTheSameMessageAgain_whenResumed() {
        journeys.start(published(), run, Leg.FIRST);
        assertThat(journeys.fail(token(), Journeys.PAUSED, "paused")).isTrue();
        OnEmulator.emulator().settle();
        SendJob job = OnEmulator.drain("outcomes").stream()
                .map(body -> SendJobCodec.read(Json.object(body).map("hold")))
                .filter(held -> held.run().equals(run))
                .findFirst()
                .orElseThrow();

        assertThat(journeys.resume(Objects.requireNonNull(job.token()))).isTrue();

        OnEmulator.emulator().settle();
        assertThat(waiting()).extracting(sent -> sent.visit().node()).containsExactly("email");
    }

    /** This test's own: time goes on for the runs of all others too. */
    private List<SendJob> waiting() {
        OnEmulator.emulator().settle();
        return OnEmulator.drain("email").stream()
                .map(SendJobCodec::read)
                .filter(job -> job.run().equals(run))
                .toList();
    }

    private String token() {
        return Objects.requireNonNull(waiting().getFirst().token());
    }

    private Map<String, @Nullable Object> successOutput() {
        return OnEmulator.clients()
                .states()
                .getExecutionHistory(request -> request.executionArn(executionArn()))
                .events()
                .stream()
                .filter(event -> event.type() == HistoryEventType.TASK_SUCCEEDED)
                .map(event ->
                        Json.object(event.taskSucceededEventDetails().output()).values())
                .findFirst()
                .orElseThrow();
    }

    private DescribeExecutionResponse execution() {
        return OnEmulator.clients().states().describeExecution(request -> request.executionArn(executionArn()));
    }

    private String executionArn() {
        return "arn:aws:states:us-east-1:000000000000:execution:homing-" + campaign + ":" + Leg.FIRST.execution(run);
    }
}
