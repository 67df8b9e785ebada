package dev.homing.adapter.json.stored;

import dev.homing.adapter.json.Fields;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.app.port.Held.Place;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.RunId;
import dev.homing.domain.id.Visit;

/** A place that is kept while its campaign is paused. */
public final class PlaceCodec {
    private PlaceCodec() {}

    public static String write(Place place) {
        return switch (place) {
            case Place.Step(Visit visit) ->
                new Fields()
                        .put("run", visit.run().toString())
                        .put("generation", visit.generation())
                        .put("node", visit.node())
                        .put("turn", visit.turn())
                        .write();
            case Place.Delay(CustomerId customer, String timerId) ->
                new Fields()
                        .put("customer", customer.value())
                        .put("timer", timerId)
                        .write();
        };
    }

    /**
     * @throws MalformedJson where it was not written here
     */
    public static Place read(String text) {
        Fields json = Fields.parse(text);
        return json.has("timer")
                ? new Place.Delay(new CustomerId(json.text("customer")), json.text("timer"))
                : new Place.Step(new Visit(
                        RunId.parse(json.text("run")), (int) json.number("generation"), json.text("node"), (int)
                                json.number("turn")));
    }
}
