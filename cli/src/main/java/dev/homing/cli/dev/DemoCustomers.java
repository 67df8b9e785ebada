package dev.homing.cli.dev;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/** A handful of customers to search for. They did nothing yet: the first run a new user sees is their own. */
final class DemoCustomers {
    private record Person(
            String id, String first, String last, String phone, String zone, String locale, String city) {}

    private static final List<Person> PEOPLE = List.of(
            new Person("ada", "Ada", "Byron", "+447700900101", "Europe/London", "en-GB", "London"),
            new Person("emil", "Emil", "Brandt", "+4915112340102", "Europe/Berlin", "de-DE", "Berlin"),
            new Person("ines", "Inés", "Prado", "+34600100103", "Europe/Madrid", "es-ES", "Madrid"),
            new Person("marek", "Marek", "Nowak", "+48500100104", "Europe/Warsaw", "pl-PL", "Kraków"),
            new Person("chiara", "Chiara", "Conti", "+393200100105", "Europe/Rome", "it-IT", "Bologna"),
            new Person("noor", "Noor", "de Vries", "+31600100106", "Europe/Amsterdam", "nl-NL", "Utrecht"));

    private DemoCustomers() {}

    /** Identifies them by the bus, as a shop's server would. */
    static void put(Resources resources, Instant now) {
        List<PutEventsRequestEntry> entries = PEOPLE.stream()
                .map(person -> PutEventsRequestEntry.builder()
                        .eventBusName(Deployment.BUS)
                        .source("demo.shop")
                        .detailType("identify")
                        .detail(identify(person, now))
                        .build())
                .toList();
        try (EventBridgeClient events = resources.client(EventBridgeClient.builder())) {
            PutEventsResponse response = events.putEvents(request -> request.entries(entries));
            if (response.failedEntryCount() > 0) {
                throw new IllegalStateException("The bus refused demo customers: " + response.entries());
            }
        }
    }

    private static String identify(Person person, Instant now) {
        ObjectNode message = Answer.JSON
                .createObjectNode()
                .put("type", "identify")
                .put("messageId", "demo-identify-" + person.id)
                .put("userId", person.id)
                .put("timestamp", now.toString());
        message.putObject("traits")
                .put("email", person.id + "@example.com")
                .put("firstName", person.first)
                .put("lastName", person.last)
                .put("phone", person.phone)
                .put("timezone", person.zone)
                .put("locale", person.locale)
                .put("city", person.city)
                .putObject("consent")
                .put("whatsapp", true);
        return message.toString();
    }
}
