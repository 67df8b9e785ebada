package dev.homing.infra;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Match;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.SqsQueue;
import software.constructs.Construct;

/**
 * The bus that storefronts put on, and the two queues that everything on it goes to: anyone can send as a browser, so what browsers send waits
 * apart, and the shop's own events never behind it.
 */
final class EventIntake extends Construct {
    private final EventBus bus;
    /** As the door for browsers puts it on the bus; {@code DeploymentTest} holds it to the functions' own word. */
    private static final String BROWSERS = "homing.collect.browser";

    private static final Duration LATE = Duration.minutes(5);

    private final WorkQueue events;
    private final WorkQueue browser;

    EventIntake(Construct scope, String id, Config config, Duration handlerTimeout) {
        super(scope, id);
        // Named, because storefronts are configured with the name.
        bus = EventBus.Builder.create(this, "Bus")
                .eventBusName(config.busName())
                .description("Homing: customers' events")
                .build();
        events = new WorkQueue(this, "Events", handlerTimeout, 5, LATE);
        browser = new WorkQueue(this, "Browser", handlerTimeout, 5, LATE);
        rule("OwnEvents", "Events of the shop's own systems", Match.anythingBut(BROWSERS), events);
        rule("BrowserEvents", "What anyone can send with a browser's key", List.of(BROWSERS), browser);
    }

    private void rule(String id, String description, List<String> source, WorkQueue to) {
        Rule.Builder.create(this, id)
                .description(description)
                .eventBus(bus)
                .eventPattern(EventPattern.builder().source(source).build())
                .targets(List.of(SqsQueue.Builder.create(to.queue())
                        .deadLetterQueue(to.deadLetters())
                        .build()))
                .build();
    }

    EventBus bus() {
        return bus;
    }

    List<WorkQueue> queues() {
        return List.of(events, browser);
    }

    /** Feeds the function from both queues; a flood in the one takes at most a share of the function's invocations. */
    void handledBy(HomingFunction function) {
        events.handledBy(function, 10, Duration.seconds(5), 50);
        browser.handledBy(function, 10, Duration.seconds(5), 20);
    }

    /** Lets the function put events on the bus. */
    void filledBy(HomingFunction function) {
        bus.grantPutEventsTo(function);
        function.variable("EVENT_BUS", bus.getEventBusName());
    }
}
