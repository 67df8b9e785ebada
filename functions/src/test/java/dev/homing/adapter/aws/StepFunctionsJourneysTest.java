package dev.homing.adapter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.adapter.json.Json;
import dev.homing.adapter.json.inbound.SendJobCodec;
import dev.homing.adapter.json.inbound.StepJobCodec;
import dev.homing.adapter.states.FlowCompiler;
import dev.homing.app.port.Journeys;
import dev.homing.app.port.Samples;
import dev.homing.app.port.SendJob;
import dev.homing.app.port.StepJob;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.flow.Flow;
import dev.homing.domain.flow.Node;
import dev.homing.domain.flow.Until;
import dev.homing.domain.flow.Way;
import dev.homing.domain.id.RunId;
import dev.homing.domain.id.Visit;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.run.Leg;
import dev.homing.emulator.Emulator;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;
import software.amazon.awssdk.services.sfn.model.StateMachineVersionListItem;

@ExtendWith(OnEmulator.class)
class StepFunctionsJourneysTest {
    private static final String LOST = "no such token";

    private final String campaign = Samples.unique("journey");
    private final RunId run = RunId.of(Samples.customer(), campaign, "", Instant.EPOCH);
    private final Journeys journeys = deployment(OnEmulator.ROLE, "email");

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
                        (_, _) ->
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
        assertThat(journeys.upToDate(Samples.version(campaign, 1))).isFalse();
        Campaign.Version version = published();

        assertThat(journeys.upToDate(version)).isTrue();
        assertThat(deployment(OnEmulator.ROLE, "whatsapp").upToDate(version)).isFalse();
        assertThat(deployment(OnEmulator.ROLE + "-new", "email").upToDate(version))
                .isFalse();
    }

    /** Somebody who was stopped between publishing a machine and storing its version leaves a machine that is newer than what is live. */
    @Test
    void looksAtItsOwnExecutable_andNotAtTheNewest() {
        Campaign.Version version = published();
        deployment(OnEmulator.ROLE, "timers").publish(version);

        assertThat(journeys.upToDate(version)).isTrue();
    }

    @Test
    void isGone_whenRemoved_andCanBePublishedAgain() {
        Campaign.Version version = published();
        journeys.remove(campaign);
        journeys.remove(campaign);
        assertThat(journeys.upToDate(version)).isFalse();

        assertThat(journeys.upToDate(published())).isTrue();
    }

    /** Step Functions refuses the 1,001st version of a machine. */
    @Test
    void staysBelowAThousandVersions_afterElevenHundredSaves_onOneDay() {
        journeys.prune(campaign, Set.of(), OnEmulator.now());
        Set<String> needed = new HashSet<>();
        int most = 0;
        for (int i = 1; i <= 1_100; i++) {
            // Pruned now and then, as it would be before each of them, to spare the time.
            if (i % 50 == 0) {
                journeys.prune(campaign, needed, OnEmulator.now().minus(Duration.ofDays(2)));
            }
            String executable = journeys.publish(named("Save " + i));
            if (i <= 20) {
                needed.add(executable);
            }
            most = i % 50 == 49 ? Math.max(most, versions().size()) : most;
        }
        assertThat(most).isBetween(900, 999);
        assertThat(versions()).containsAll(needed);
    }

    @Test
    void prunesWhatIsOld_andLeavesItsExecutionsAlone() {
        Campaign.Version version = published();
        Leg leg = Leg.FIRST;
        journeys.start(version, run, leg, Instant.EPOCH);
        String newer = journeys.publish(named("Newer"));

        journeys.prune(campaign, Set.of(newer), OnEmulator.now().minus(Duration.ofDays(2)));
        assertThat(versions()).as("a start may be on its way to it").hasSize(2);
        journeys.prune(campaign, Set.of(newer), OnEmulator.now().plus(Duration.ofDays(2)));

        assertThat(versions()).containsExactly(newer);
        assertThat(OnEmulator.clients()
                        .states()
                        .describeExecution(request -> request.executionArn(version.whole()
                                        .replace(":stateMachine:", ":execution:")
                                        .replaceFirst(":\\d+$", "")
                                + ":" + leg.execution(run)))
                        .statusAsString())
                .isEqualTo("RUNNING");
    }

    private Campaign.Version named(String name) {
        return version(name, Samples.version(campaign, 1).flow());
    }

    private Campaign.Version version(String name, Flow flow) {
        Campaign.Version version = Samples.version(campaign, 1);
        return new Campaign.Version(
                campaign,
                1,
                name,
                "",
                version.kind(),
                version.trigger(),
                flow,
                version.attributionWindow(),
                version.templates(),
                null,
                OnEmulator.now());
    }

    private List<String> versions() {
        return OnEmulator.clients()
                .states()
                .listStateMachineVersions(request -> request.stateMachineArn(
                                "arn:aws:states:us-east-1:" + Emulator.ACCOUNT + ":stateMachine:homing-" + campaign)
                        .maxResults(1_000))
                .stateMachineVersions()
                .stream()
                .map(StateMachineVersionListItem::stateMachineVersionArn)
                .toList();
    }

    private static Journeys deployment(String role, String emails) {
        return new StepFunctionsJourneys(
                OnEmulator.clients().states(),
                (version, from) -> new FlowCompiler(
                                Map.of(Channel.EMAIL, OnEmulator.queueUrl(emails)),
                                OnEmulator.queueUrl("outcomes"),
                                OnEmulator.queueUrl("outcomes"))
                        .compile(version, from),
                "homing-",
                role,
                OnEmulator.LOGS);
    }

    private Campaign.Version published() {
        return published(Samples.version(campaign, 1).flow());
    }

    private Campaign.Version published(Flow flow) {
        Campaign.Version version = version("Sample", flow);
        return version.published(1, journeys.publish(version), "ann", OnEmulator.now());
    }

    @Test
    void startsOnce_whenStartedTwice() {
        Campaign.Version version = published();

        journeys.start(version, run, Leg.FIRST, Instant.EPOCH);
        journeys.start(version, run, Leg.FIRST, Instant.EPOCH);

        assertThat(waiting()).hasSize(1).first().satisfies(job -> {
            assertThat(job.run()).isEqualTo(run);
            assertThat(job.visit().node()).isEqualTo("email");
        });
    }

    @Test
    void startsOnce_whenItIsOverByThen() {
        Campaign.Version version = published();
        journeys.start(version, run, Leg.FIRST, Instant.EPOCH);
        journeys.stop(version, run, Leg.FIRST, "ordered");
        waiting();

        journeys.start(version, run, Leg.FIRST, Instant.EPOCH);

        assertThat(waiting()).isEmpty();
    }

    @Test
    void goesDownTheBranch_whenAStatusDecides() {
        journeys.start(published(), run, Leg.FIRST, Instant.EPOCH);
        String token = token();

        assertThat(journeys.heartbeat(token)).isTrue();
        assertThat(journeys.complete(token, new Way.On(MessageStatus.OPENED), OnEmulator.now()))
                .isTrue();
        assertThat(journeys.complete(token, new Way.On(MessageStatus.OPENED), OnEmulator.now()))
                .isFalse();
        assertThat(journeys.heartbeat(token)).isFalse();

        OnEmulator.emulator().settle();
        assertThat(waiting()).isEmpty();
        assertThat(execution().status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(successOutput()).containsEntry("way", "opened").containsKey("at");
    }

    @Test
    void waits_untilItIsToldTo() {
        SequencedMap<String, Node> nodes = new LinkedHashMap<>();
        nodes.put(
                "morning", new Node.Wait("morning", "Morning", Until.TimeOfDay.onAnyDay(LocalTime.of(9, 0)), "email"));
        nodes.put("email", Node.Message.then("email", "Email", Channel.EMAIL, "t", "end"));
        nodes.put("end", new Node.End("end", "End"));
        journeys.start(published(new Flow("morning", nodes)), run, Leg.FIRST, Instant.EPOCH);
        OnEmulator.emulator().settle();
        StepJob asks = StepJobCodec.read(OnEmulator.drain("outcomes").stream()
                .map(body -> Json.object(body).map(StepJobCodec.FIELD))
                .filter(step -> run.toString().equals(step.text("run")))
                .findFirst()
                .orElseThrow());
        assertThat(asks.visit().node()).isEqualTo("morning");
        assertThat(journeys.waitUntil(asks.token(), OnEmulator.now().plus(Duration.ofHours(20))))
                .isTrue();
        assertThat(journeys.waitUntil(asks.token(), OnEmulator.now())).isFalse();
        OnEmulator.advance(Duration.ofHours(19));
        assertThat(waiting()).isEmpty();
        OnEmulator.advance(Duration.ofHours(2));
        assertThat(waiting()).extracting(sent -> sent.visit().node()).containsExactly("email");
    }

    @Test
    void goesOn_whenTheWindowFromItsHeartbeatIsOver() {
        journeys.start(published(), run, Leg.FIRST, Instant.EPOCH);
        String token = token();
        OnEmulator.advance(Duration.ofHours(23));
        assertThat(journeys.heartbeat(token)).isTrue();
        OnEmulator.advance(Duration.ofHours(23));
        assertThat(waiting()).isEmpty();

        OnEmulator.advance(Duration.ofHours(2));

        assertThat(waiting()).extracting(sent -> sent.visit().node()).containsExactly("again");
        assertThat(journeys.complete(token, new Way.On(MessageStatus.OPENED), OnEmulator.now()))
                .isFalse();
    }

    @Test
    void goesOn_whenAMessageWasSkipped() {
        journeys.start(published(), run, Leg.FIRST, Instant.EPOCH);

        assertThat(journeys.fail(token(), Journeys.SKIPPED, "no consent")).isTrue();

        OnEmulator.emulator().settle();
        assertThat(waiting()).extracting(sent -> sent.visit().node()).containsExactly("again");
    }

    @Test
    void stops_andNothingWaitsAnyMore() {
        Campaign.Version version = published();
        journeys.start(version, run, Leg.FIRST, Instant.EPOCH);
        String token = token();

        journeys.stop(version, run, Leg.FIRST, "converted");
        journeys.stop(version, run, Leg.FIRST, "converted");

        assertThat(execution().status()).isEqualTo(ExecutionStatus.ABORTED);
        assertThat(journeys.heartbeat(token)).isFalse();
        assertThat(journeys.complete(token, new Way.On(MessageStatus.CLICKED), OnEmulator.now()))
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
        assertThat(journeys.fail(LOST, Journeys.SKIPPED, "x")).isFalse();
        assertThat(journeys.complete(LOST, new Way.On(MessageStatus.OPENED), Instant.EPOCH))
                .isFalse();
    }

    @Test
    void startsATailOnce_andMakesItsMachineWhenItIsFirstNeeded() {
        Campaign.Version version = published();
        journeys.start(version, run, Leg.FIRST, Instant.EPOCH);
        assertThat(journeys.fail(token(), Journeys.PAUSED, "paused")).isTrue();
        OnEmulator.emulator().settle();
        assertThat(execution().status()).isEqualTo(ExecutionStatus.SUCCEEDED);

        Leg second = new Leg(2, "again");
        journeys.start(version, run, second, Instant.EPOCH);
        journeys.start(version, run, second, Instant.EPOCH);

        assertThat(waiting()).singleElement().satisfies(job -> {
            assertThat(job.visit()).isEqualTo(new Visit(run, 2, "again", 1));
            assertThat(journeys.heartbeat(Objects.requireNonNull(job.token()))).isTrue();
            journeys.stop(version, run, second, "ordered");
            assertThat(journeys.heartbeat(job.token())).isFalse();
        });
        assertThat(machines()).hasSize(2);
        journeys.remove(campaign);
        assertThat(machines()).isEmpty();
    }

    private List<String> machines() {
        return OnEmulator.clients().states().listStateMachines().stateMachines().stream()
                .map(machine -> machine.name())
                .filter(name -> name.startsWith("homing-" + campaign))
                .toList();
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
