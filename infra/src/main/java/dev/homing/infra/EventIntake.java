package dev.homing.infra;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Match;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.SqsQueue;
import software.constructs.Construct;

/** The bus that storefronts put on, and the queue that everything on it goes to. */
final class EventIntake extends Construct {
    private final EventBus bus;
    private final WorkQueue events;

    EventIntake(Construct scope, String id, Config config, Duration handlerTimeout) {
        super(scope, id);
        // Named, because storefronts are configured with the name.
        bus = EventBus.Builder.create(this, "Bus")
                .eventBusName(config.busName())
                .description("Homing: customers' events")
                .build();
        events = new WorkQueue(this, "Events", handlerTimeout, 5, Duration.minutes(5));
        Rule.Builder.create(this, "Everything")
                .description("Every event on the bus")
                .eventBus(bus)
                .eventPattern(EventPattern.builder().source(Match.prefix("")).build())
                .targets(List.of(SqsQueue.Builder.create(events.queue())
                        .deadLetterQueue(events.deadLetters())
                        .build()))
                .build();
    }

    EventBus bus() {
        return bus;
    }

    WorkQueue events() {
        return events;
    }

    /** Lets the function put events on the bus. */
    void filledBy(HomingFunction function) {
        bus.grantPutEventsTo(function);
        function.variable("EVENT_BUS", bus.getEventBusName());
    }
}
