package dev.homing.adapter.aws;

import dev.homing.adapter.json.Json;
import dev.homing.adapter.json.inbound.BusEvent;
import dev.homing.app.port.EventBus;
import dev.homing.app.port.Unavailable;
import dev.homing.domain.event.CustomerEvent.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** The bus {@code homing}: the detail is the message, the detail-type its event's name, and the source says through which door it came. */
public final class EventBridgeBus implements EventBus {
    /** A call takes ten entries and 256 KB (EventBridge User Guide, PutEvents). */
    private static final int MOST_ENTRIES = 10;

    private static final int MOST_BYTES = 256 * 1024;
    /** Of events that came from the bus and go there again. */
    private static final String RESEND_SOURCE = "homing.resend";

    private static final int LONGEST_DETAIL_TYPE = 128;
    private static final int ATTEMPTS = 4;
    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(50);

    private static final Set<String> PASSING = Set.of("ThrottlingException", "InternalFailure", "InternalException");

    private final EventBridgeClient client;
    private final String busName;

    public EventBridgeBus(EventBridgeClient client, String busName) {
        this.client = client;
        this.busName = busName;
    }

    /**
     * @throws IllegalArgumentException where a message is too large for the bus
     */
    @Override
    public void put(List<String> messages, Origin origin) {
        List<PutEventsRequestEntry> call = new ArrayList<>();
        int bytes = 0;
        for (String message : messages) {
            PutEventsRequestEntry entry = entry(message, origin);
            int size = size(entry);
            if (size > MOST_BYTES) {
                throw new IllegalArgumentException(
                        "A message of " + size + " bytes is too large for the bus, which takes " + MOST_BYTES);
            }
            if (call.size() == MOST_ENTRIES || bytes + size > MOST_BYTES) {
                put(call);
                call.clear();
                bytes = 0;
            }
            call.add(entry);
            bytes += size;
        }
        if (!call.isEmpty()) {
            put(call);
        }
    }

    private void put(List<PutEventsRequestEntry> entries) {
        List<PutEventsRequestEntry> left = List.copyOf(entries);
        for (int attempt = 1; ; attempt++) {
            List<PutEventsRequestEntry> call = left;
            List<PutEventsResultEntry> results = Calls.orUnavailable(
                            "Putting events on the bus", () -> client.putEvents(request -> request.entries(call)))
                    .entries();
            List<PutEventsRequestEntry> failed = new ArrayList<>();
            String why = "";
            for (int i = 0; i < results.size(); i++) {
                String error = results.get(i).errorCode();
                if (error != null) {
                    why = error + ": " + results.get(i).errorMessage();
                    if (!PASSING.contains(error)) {
                        throw new IllegalStateException("The bus " + busName + " refused an event: " + why);
                    }
                    failed.add(call.get(i));
                }
            }
            if (failed.isEmpty()) {
                return;
            }
            if (attempt == ATTEMPTS) {
                throw new Unavailable(
                        failed.size() + " events could not be put on the bus", new IllegalStateException(why));
            }
            backOff(attempt);
            left = failed;
        }
    }

    private PutEventsRequestEntry entry(String message, Origin origin) {
        return PutEventsRequestEntry.builder()
                .eventBusName(busName)
                .source(source(origin))
                .detailType(detailType(message))
                .detail(message)
                .build();
    }

    /** The name of what happened, so that other rules on the bus can be written with it. */
    private static String detailType(String message) {
        String name = Json.object(message).firstText("event", "type");
        if (name == null) {
            return "track";
        }
        return name.length() <= LONGEST_DETAIL_TYPE ? name : name.substring(0, LONGEST_DETAIL_TYPE);
    }

    private static String source(Origin origin) {
        return switch (origin) {
            case BROWSER -> BusEvent.BROWSER_SOURCE;
            case SERVER -> BusEvent.SERVER_SOURCE;
            case BUS -> RESEND_SOURCE;
        };
    }

    private static int size(PutEventsRequestEntry entry) {
        return bytes(entry.source()) + bytes(entry.detailType()) + bytes(entry.detail());
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static void backOff(int attempt) {
        long longest = FIRST_BACK_OFF.toMillis() << attempt;
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(longest / 2, longest));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("Interrupted before all events were on the bus", e);
        }
    }
}
