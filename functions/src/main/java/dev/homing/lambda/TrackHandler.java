package dev.homing.lambda;

import dev.homing.app.react.KeepPreferences;
import dev.homing.app.react.ReadUnsubscription;
import dev.homing.app.react.TrackReactions;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.message.TrackedLinks;
import dev.homing.lambda.http.Request;
import dev.homing.lambda.http.Response;
import dev.homing.lambda.telemetry.Journal;
import dev.homing.lambda.telemetry.Log;
import dev.homing.lambda.wiring.Wiring;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code /t}, {@code /u}, {@code /preferences}: what a message's pixel, links and unsubscribe address tell, and the page of preferences. */
public final class TrackHandler implements JsonHandler {
    /** A transparent GIF of one pixel. */
    private static final byte[] PIXEL =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    /** Scanners ask for heads, mail programs post. */
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST");

    private final TrackReactions reactions;
    private final ReadUnsubscription readUnsubscription;
    private final KeepPreferences keepPreferences;
    private final Supplier<Instant> clock;

    public TrackHandler() {
        this(Wiring.ofLambda());
    }

    private TrackHandler(Wiring wiring) {
        this(wiring.trackReactions(), wiring.readUnsubscription(), wiring.keepPreferences(), Instant::now);
    }

    public TrackHandler(
            TrackReactions reactions,
            ReadUnsubscription readUnsubscription,
            KeepPreferences keepPreferences,
            Supplier<Instant> clock) {
        this.reactions = reactions;
        this.readUnsubscription = readUnsubscription;
        this.keepPreferences = keepPreferences;
        this.clock = clock;
    }

    @Override
    public byte[] handle(byte[] event) {
        Request request = Request.read(event);
        return answer(request).write(request);
    }

    private Response answer(Request request) {
        if (!METHODS.contains(request.method())) {
            return Response.notAllowed(METHODS.toArray(String[]::new));
        }
        List<String> parts = request.parts();
        if (parts.size() == 4 && parts.get(0).equals("t") && parts.get(1).equals("o")) {
            return opened(request, parts.get(2), parts.get(3));
        }
        if (parts.size() == 4 && parts.get(0).equals("t") && List.of("d", "f").contains(parts.get(1))) {
            return notified(request, parts.get(1).equals("d"), parts.get(2), parts.get(3));
        }
        Integer number = parts.size() == 5 ? number(parts.get(3)) : null;
        if (number != null && parts.get(0).equals("t") && parts.get(1).equals("c")) {
            return clicked(request, parts.get(2), number, parts.get(4));
        }
        if (parts.size() == 2 && parts.get(0).equals("t")) {
            TrackedLinks.Link link = reactions.link(parts.get(1));
            return link == null ? unknown() : clicked(request, link);
        }
        if (parts.size() == 3 && parts.get(0).equals("preferences")) {
            return preferences(request, parts.get(1), parts.get(2));
        }
        if (parts.size() == 3 && parts.get(0).equals("u")) {
            return unsubscribe(request, parts.get(1), parts.get(2));
        }
        return unknown();
    }

    /** The picture is answered in any case: a person may be looking. */
    private Response opened(Request request, String id, String signature) {
        try {
            reactions.opened(id, signature, request.header("user-agent"), clock.get());
            Journal.note("feedback", id, "opening");
        } catch (RuntimeException why) {
            Log.error("The opening of a message was not recorded", Map.of("messageId", id), why);
        }
        return Response.bytes(200, "image/gif", PIXEL).with("cache-control", "no-store, no-cache, private");
    }

    /** A browser's service worker calls it; whoever only looks at the address says nothing by that. */
    private Response notified(Request request, boolean shown, String id, String signature) {
        if (!request.method().equals("POST")) {
            return Response.notAllowed("POST");
        }
        Instant now = clock.get();
        boolean ours = shown ? reactions.shown(id, signature, now) : reactions.notShown(id, signature, now);
        if (!ours) {
            return unknown();
        }
        Journal.note("feedback", id, shown ? "delivery" : "failure");
        return Response.text(204, "text/plain", "");
    }

    private Response clicked(Request request, String id, int number, String signature) {
        String target;
        try {
            target = reactions.clicked(
                    id, number, signature, request.method(), request.header("user-agent"), clock.get());
            Journal.note("feedback", id, "click");
        } catch (RuntimeException why) {
            // Whoever clicked wants to go to the shop, whether or not we could write it down.
            Log.error("The click on a link was not recorded", Map.of("messageId", id, "link", number), why);
            target = reactions.target(id, number, signature);
        }
        return target == null ? unknown() : Response.redirect(target);
    }

    private Response clicked(Request request, TrackedLinks.Link link) {
        String target;
        try {
            target = reactions.clicked(link, request.method(), request.header("user-agent"), clock.get());
            Journal.note("feedback", link.message(), "click");
        } catch (RuntimeException why) {
            Log.error(
                    "The click on a link was not recorded",
                    Map.of("messageId", link.message().toString(), "link", link.number()),
                    why);
            target = reactions.target(link);
        }
        return target == null ? unknown() : Response.redirect(target);
    }

    private Response preferences(Request request, String id, String signature) {
        MessageId message = reactions.preferring(id, signature);
        Instant now = clock.get();
        KeepPreferences.Preferences known = message == null ? null : keepPreferences.of(message, now);
        if (message == null || known == null) {
            return unknown();
        }
        Map<String, List<String>> form = request.form();
        // A post of something else, such as a mail program's one click, chooses nothing.
        if (!request.method().equals("POST") || !form.containsKey("choice")) {
            return Response.html(200, PreferencesPage.of(known, false));
        }
        Set<Channel> wanted = EnumSet.noneOf(Channel.class);
        for (String key : form.getOrDefault("channel", List.of())) {
            Channel channel = Channel.ofKey(key);
            if (channel != null) {
                wanted.add(channel);
            }
        }
        String why = form.getOrDefault("why", List.of("")).getFirst();
        KeepPreferences.Preferences kept = keepPreferences.keep(
                message,
                wanted,
                // The page that asks to confirm shows no topics, and changes none.
                known.toConfirm() == null
                        ? Set.copyOf(form.getOrDefault("topic", List.of()))
                        : known.topics().keySet().stream()
                                .filter(topic ->
                                        Boolean.TRUE.equals(known.topics().get(topic)))
                                .collect(Collectors.toSet()),
                form.containsKey("fewer"),
                channel -> PreferencesPage.in(known.locale())
                        .of(channel, known.shop().name()),
                why.isEmpty() || !PreferencesPage.WHYS.contains(why) ? null : why,
                now);
        Journal.note("feedback", id, "preferences");
        return Response.html(200, PreferencesPage.of(kept == null ? known : kept, true));
    }

    private Response unsubscribe(Request request, String id, String signature) {
        MessageId message = reactions.unsubscribing(id, signature);
        if (message == null) {
            return unknown();
        }
        Instant now = clock.get();
        if (!request.method().equals("POST")) {
            return Response.html(200, UnsubscribePage.ask(readUnsubscription.of(message, now)));
        }
        if (request.text().contains("undo=")) {
            return Response.html(
                    200, UnsubscribePage.of(reactions.undo(id, signature, now), readUnsubscription.of(message, now)));
        }
        reactions.unsubscribe(id, signature, now);
        Journal.note("feedback", id, "unsubscription");
        return Response.html(200, UnsubscribePage.done(readUnsubscription.of(message, now)));
    }

    private static Response unknown() {
        return Response.html(404, UnsubscribePage.UNKNOWN);
    }

    private static @Nullable Integer number(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }
}
