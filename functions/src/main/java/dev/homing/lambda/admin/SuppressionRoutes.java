package dev.homing.lambda.admin;

import dev.homing.app.port.ProviderSuppressions;
import dev.homing.app.port.Suppressions;
import dev.homing.app.react.SuppressAddress;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.consent.Suppression;
import dev.homing.lambda.http.Request;
import dev.homing.lambda.http.Response;
import dev.homing.lambda.http.Response.FieldError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses that are not written to: telling them, and letting messages go to some of them again. */
final class SuppressionRoutes {
    /** Of an email address, as RFC 5321 has it. */
    private static final int LONGEST_ADDRESS = 320;

    private static final int PAGE = 200;
    private static final int LARGEST_PAGE = 1_000;
    private static final Pattern HASH = Pattern.compile("[a-z2-7]{26}");

    private final Suppressions suppressions;
    private final ProviderSuppressions provider;
    private final SuppressAddress suppressAddress;
    private final Supplier<Instant> clock;

    SuppressionRoutes(
            Suppressions suppressions,
            ProviderSuppressions provider,
            SuppressAddress suppressAddress,
            Supplier<Instant> clock) {
        this.provider = provider;
        this.suppressions = suppressions;
        this.suppressAddress = suppressAddress;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        routes.add("GET", "/api/suppressions", Role.EDITOR, (request, _) -> page(request))
                .add(
                        "DELETE",
                        "/api/suppressions/{channel}/{address}",
                        Role.ADMIN,
                        (_, variables) -> reactivate(
                                String.valueOf(variables.get("channel")), String.valueOf(variables.get("address"))));
    }

    private Response page(Request request) {
        List<FieldError> errors = new ArrayList<>();
        Parameters.onlyKnown(request, errors, "channel", "address", "cursor", "limit");
        Integer limit = Parameters.number(request, "limit", LARGEST_PAGE, errors);
        String asked = request.query().get("channel");
        Channel channel = asked == null ? null : Channel.ofKey(asked);
        if (asked == null || channel == null) {
            errors.add(new FieldError("channel", "channel: expected email, whatsapp, sms or push"));
        }
        String cursor = request.query().get("cursor");
        if (cursor != null && !HASH.matcher(cursor).matches()) {
            errors.add(new FieldError("cursor", "cursor: expected the \"next\" of the page before, unchanged"));
        }
        String address = request.query().get("address");
        if (address != null && address.length() > LONGEST_ADDRESS) {
            errors.add(new FieldError("address", "address: has more than " + LONGEST_ADDRESS + " characters"));
        }
        if (channel == null || !errors.isEmpty()) {
            return Problems.badRequest(errors);
        }
        Suppressions.Page page = address == null
                ? suppressions.of(channel, cursor, limit == null ? PAGE : limit)
                : new Suppressions.Page(List.of(suppressions.of(AddressKey.of(channel, address))), null);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put(
                "suppressions",
                page.suppressions().stream()
                        .flatMap(one -> one.standingReasons().stream().map(standing -> line(one, standing)))
                        .toList());
        json.put("next", page.next());
        return Response.json(200, json);
    }

    private static Map<String, @Nullable Object> line(Suppression suppression, Suppression.Standing standing) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("channel", suppression.address().channel().key());
        json.put("address", suppression.written());
        json.put("hash", suppression.address().hash());
        json.put("why", standing.why().key());
        json.put("since", standing.at().toString());
        json.put("reason", ReasonJson.of(standing.reason()));
        json.put("mayBeReactivated", suppression.mayBeReactivated());
        return json;
    }

    private Response reactivate(String asked, String address) {
        Channel channel = Channel.ofKey(asked);
        Suppression known = channel == null
                ? null
                : suppressions.of(
                        HASH.matcher(address).matches()
                                ? new AddressKey(channel, address)
                                : AddressKey.of(channel, address));
        if (known == null || known.standing() == null) {
            return Response.problem(404, "Not found", "There is no such address that is not written to", List.of());
        }
        if (!suppressAddress.reactivated(known.address(), provider, clock.get())) {
            return Response.problem(
                    409,
                    "Conflict",
                    "Whoever has this address does not want messages there: only they can take that back, by agreeing"
                            + " anew",
                    List.of());
        }
        return Response.json(200, Map.of("reactivated", true));
    }
}
