package dev.homing.app.audience;

import dev.homing.app.customer.CustomerLookup;
import dev.homing.app.port.Backoff;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.CustomerStates;
import dev.homing.app.port.Memberships;
import dev.homing.app.port.Profiles;
import dev.homing.app.port.Secrets;
import dev.homing.app.port.Suppressions;
import dev.homing.app.port.TellQueue;
import dev.homing.app.port.TellQueue.TellJob;
import dev.homing.app.port.Tellings;
import dev.homing.app.port.WebCalls;
import dev.homing.app.port.WebCalls.Answer;
import dev.homing.app.port.WebCalls.Request;
import dev.homing.domain.Hash;
import dev.homing.domain.HookSignature;
import dev.homing.domain.audience.Audience;
import dev.homing.domain.audience.Destination;
import dev.homing.domain.audience.Hashed;
import dev.homing.domain.audience.Telling;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.consent.Consent;
import dev.homing.domain.flow.Call;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.profile.Profile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Brings what a destination knows of one customer to what is so: compare, claim, tell, record. A crash between telling and recording has it told
 * again under the same key.
 */
public final class TellDestination {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** After the time of one try somebody else may take over: whoever is at it writes what it heard within that. */
    private static final Duration LEASE = TIMEOUT.plusSeconds(15);

    private static final Duration LONGEST_BACKOFF = Duration.ofHours(1);
    private static final int MOST_ATTEMPTS = 12;
    private static final int KEY = 32;

    private final Campaigns campaigns;
    private final Memberships memberships;
    private final Profiles profiles;
    private final Suppressions suppressions;
    private final CustomerLookup lookup;
    private final Tellings tellings;
    private final TellQueue tellQueue;
    private final Secrets secrets;
    private final WebCalls webCalls;
    private final String meta;
    private final Function<Map<String, @Nullable Object>, String> json;

    /**
     * @param meta where Meta's Graph API is, with its version
     * @param json writes an object
     */
    public TellDestination(
            Campaigns campaigns,
            Memberships memberships,
            Profiles profiles,
            Suppressions suppressions,
            CustomerStates states,
            Tellings tellings,
            TellQueue tellQueue,
            Secrets secrets,
            WebCalls webCalls,
            String meta,
            Function<Map<String, @Nullable Object>, String> json,
            Backoff backoff) {
        this.campaigns = campaigns;
        this.memberships = memberships;
        this.profiles = profiles;
        this.suppressions = suppressions;
        this.lookup = new CustomerLookup(states, backoff);
        this.tellings = tellings;
        this.tellQueue = tellQueue;
        this.secrets = secrets;
        this.webCalls = webCalls;
        this.meta = meta;
        this.json = json;
    }

    /** What becomes of the job. */
    public sealed interface Result {
        record Done() implements Result {}

        /** The same job is to come again after a while. */
        record Later(Duration delay, String why) implements Result {}
    }

    public Result tell(TellJob job, Instant now) {
        Audience audience = campaigns.current().groups().audiences().get(job.audience());
        Destination destination =
                audience == null ? null : audience.destinations().get(job.destination());
        if (audience == null || destination == null) {
            return new Result.Done();
        }
        Telling known = tellings.find(job);
        if (now.isBefore(known.leaseUntil())) {
            return new Result.Later(Duration.between(now, known.leaseUntil()), "claimed");
        }
        Memberships.Standing standing = memberships.standing(audience.group(), job.customer());
        Hashed wanted = standing.in() ? person(profiles.load(job.customer())) : Hashed.NOBODY;
        Telling next = known.towards(wanted, standing.in() == wanted.nobody() ? now : standing.at());
        if (next == null) {
            return new Result.Done();
        }
        String secret = secrets.find(destination.secret());
        if (secret == null) {
            return failed(job, next.claimed(now), "the secret \"" + destination.secret() + "\" is missing", now);
        }
        Telling claimed = next.claimed(now.plus(LEASE));
        if (!tellings.save(job, claimed)) {
            return new Result.Later(Duration.ofSeconds(1), "somebody else is at it");
        }
        Telling mine = claimed.withRevision(claimed.revision() + 1);
        return switch (webCalls.call(request(job, destination, mine, secret, now))) {
            case Answer.Answered(int status, String _)
            when status >= 200 && status < 300 -> heard(job, mine, wanted, now);
            case Answer.Answered(int status, String _) -> {
                String why = "it answered with the status " + status;
                boolean later = status == 408 || status == 425 || status == 429 || status >= 500;
                yield later ? again(job, mine, why, now) : failed(job, mine, why, now);
            }
            case Answer.Silence(String why) -> again(job, mine, why, now);
            case Answer.Forbidden(String why) -> failed(job, mine, why, now);
        };
    }

    /** The addresses that marketing may go to, as somebody said who is to be trusted; nothing keeps messages from them. */
    private Hashed person(Profile profile) {
        // Who wants no marketing by email is not looked for by ads at their number either.
        if (profile.consents().on(Channel.EMAIL).state() == Consent.State.UNSUBSCRIBED) {
            return Hashed.NOBODY;
        }
        boolean phone =
                allowed(profile, Channel.SMS, profile.phone()) || allowed(profile, Channel.WHATSAPP, profile.phone());
        return Hashed.of(
                allowed(profile, Channel.EMAIL, profile.email()) ? profile.email() : null,
                phone ? profile.phone() : null);
    }

    private boolean allowed(Profile profile, Channel channel, @Nullable String address) {
        Consent consent = profile.consents().on(channel);
        return address != null
                && consent.state() == Consent.State.SUBSCRIBED
                && !consent.untrusted()
                && suppressions.of(AddressKey.of(channel, address)).refuses(false, consent) == null;
    }

    private Request request(TellJob job, Destination destination, Telling telling, String secret, Instant now) {
        boolean entered = telling.phase() == Telling.Phase.ENTERING;
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("Idempotency-Key", key(job, telling));
        return switch (destination) {
            case Destination.Webhook(String url, String _) -> {
                Map<String, @Nullable Object> event = new LinkedHashMap<>();
                event.put("audience", job.audience());
                event.put("change", entered ? "entered" : "left");
                event.put("at", telling.at().toString());
                event.put("email_sha256", blank(telling.person().email()));
                event.put("phone_sha256", blank(telling.person().phone()));
                event.put("id", job.customer().value());
                event.values().removeIf(value -> value == null);
                String body = json.apply(event);
                String seconds = Long.toString(now.getEpochSecond());
                byte[] signature = HookSignature.of(secret, seconds, body.getBytes(StandardCharsets.UTF_8));
                headers.put(
                        HookSignature.HEADER,
                        "t=" + seconds + ",v1=" + HexFormat.of().formatHex(signature));
                yield new Request(Call.Method.POST, URI.create(url), headers, body, TIMEOUT);
            }
            case Destination.CustomAudience(String id, String _) -> {
                headers.put("Authorization", "Bearer " + secret);
                List<String> person =
                        List.of(telling.person().email(), telling.person().phone());
                Map<String, @Nullable Object> payload = new LinkedHashMap<>();
                payload.put("schema", List.of("EMAIL_SHA256", "PHONE_SHA256"));
                payload.put("data", List.of(person));
                yield new Request(
                        entered ? Call.Method.POST : Call.Method.DELETE,
                        URI.create(meta + "/" + id + "/users"),
                        headers,
                        json.apply(Map.of("payload", payload)),
                        TIMEOUT);
            }
        };
    }

    private static @Nullable String blank(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String key(TellJob job, Telling telling) {
        return Hash.name(
                KEY,
                job.audience(),
                job.destination(),
                job.customer().value(),
                Integer.toString(telling.turn()),
                telling.at().toString());
    }

    private Result heard(TellJob job, Telling told, Hashed wanted, Instant now) {
        if (told.phase() == Telling.Phase.LEAVING) {
            bringBack(job, told.person(), now);
        }
        if (!tellings.save(job, told.heard(now)) || (told.phase() == Telling.Phase.LEAVING && !wanted.nobody())) {
            return new Result.Later(Duration.ofSeconds(1), "there is more to tell");
        }
        return new Result.Done();
    }

    /** Whoever turned out to be another customer has the other's address, whom the destination would lose with it. */
    private void bringBack(TellJob job, Hashed left, Instant now) {
        CustomerId survivor = lookup.resolve(job.customer(), now).id();
        if (survivor.equals(job.customer())) {
            return;
        }
        TellJob about = new TellJob(job.audience(), job.destination(), survivor);
        Telling known = tellings.find(about);
        if (known.phase() == Telling.Phase.IN && known.person().shares(left)) {
            tellQueue.enqueue(about, Duration.ofSeconds(1));
            tellings.save(about, known.lost(now));
        }
    }

    private Result again(TellJob job, Telling tried, String why, Instant now) {
        if (tried.attempts() >= MOST_ATTEMPTS) {
            return failed(job, tried, why, now);
        }
        tellings.save(job, tried.failed(why, now));
        Duration backoff = Duration.ofSeconds(5L << Math.min(tried.attempts(), 10));
        return new Result.Later(backoff.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : backoff, why);
    }

    /** It is told once more when there is something else to tell, or when somebody saves the destination. */
    private Result failed(TellJob job, Telling tried, String why, Instant now) {
        return tellings.save(job, tried.failed(why, now))
                ? new Result.Done()
                : new Result.Later(Duration.ofSeconds(1), "somebody else is at it");
    }
}
