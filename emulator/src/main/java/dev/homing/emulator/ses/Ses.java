package dev.homing.emulator.ses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.Channel;
import dev.homing.emulator.Context;
import dev.homing.emulator.EmulatedApi;
import dev.homing.emulator.Inbox;
import dev.homing.emulator.InboxMessage;
import dev.homing.emulator.Reaction;
import dev.homing.emulator.Request;
import dev.homing.emulator.Response;
import dev.homing.emulator.wire.Json;
import dev.homing.emulator.wire.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * SES v2: mail ends in the inbox, is delivered at once, and is told about on the buses that its configuration set names. As with
 * AWS, the sender's domain or address must be an identity (verified as soon as it is created), the configuration set must exist,
 * and an address on the suppression list gets nothing but a bounce event. Mail to {@code bounce@simulator.amazonses.com} and its
 * like reacts by itself.
 */
public final class Ses implements EmulatedApi {
    private static final List<String> ROOT = List.of("v2", "email");

    private final Context context;
    private final Inbox inbox;
    private final SuppressionList suppressions = new SuppressionList();
    private final ConfigurationSets configurationSets = new ConfigurationSets();
    private final Map<String, Instant> identities = new TreeMap<>();
    private long sent;

    public Ses(Context context, Inbox inbox) {
        this.context = context;
        this.inbox = inbox;
    }

    @Override
    public String name() {
        return "ses";
    }

    @Override
    public boolean handles(Request request) {
        return request.path().startsWith("/v2/email/");
    }

    @Override
    public @Nullable String operation(Request request) {
        List<String> path = request.segments();
        if (path.size() < 3 || !path.subList(0, 2).equals(ROOT)) {
            return null;
        }
        return switch (request.method() + " " + route(path.subList(2, path.size()))) {
            case "POST outbound-emails" -> "SendEmail";
            case "POST identities" -> "CreateEmailIdentity";
            case "GET identities" -> "ListEmailIdentities";
            case "GET identities/*" -> "GetEmailIdentity";
            case "DELETE identities/*" -> "DeleteEmailIdentity";
            case "POST configuration-sets" -> "CreateConfigurationSet";
            case "GET configuration-sets" -> "ListConfigurationSets";
            case "GET configuration-sets/*" -> "GetConfigurationSet";
            case "DELETE configuration-sets/*" -> "DeleteConfigurationSet";
            case "POST configuration-sets/*/event-destinations" -> "CreateConfigurationSetEventDestination";
            case "GET configuration-sets/*/event-destinations" -> "GetConfigurationSetEventDestinations";
            case "PUT configuration-sets/*/event-destinations/*" -> "UpdateConfigurationSetEventDestination";
            case "DELETE configuration-sets/*/event-destinations/*" -> "DeleteConfigurationSetEventDestination";
            case "GET account" -> "GetAccount";
            case "PUT account/suppression" -> "PutAccountSuppressionAttributes";
            case "PUT suppression/addresses" -> "PutSuppressedDestination";
            case "GET suppression/addresses" -> "ListSuppressedDestinations";
            case "GET suppression/addresses/*" -> "GetSuppressedDestination";
            case "DELETE suppression/addresses/*" -> "DeleteSuppressedDestination";
            default -> null;
        };
    }

    /** The path with names starred. */
    private static String route(List<String> path) {
        int named =
                switch (path.getFirst()) {
                    case "identities", "configuration-sets" -> 1;
                    case "suppression" -> 0;
                    default -> Integer.MAX_VALUE;
                };
        var route = new StringBuilder();
        for (int i = 0; i < path.size(); i++) {
            boolean name = i >= named && (i - named) % 2 == 0 && !(named == 0 && i == 0);
            route.append(i == 0 ? "" : "/").append(name ? "*" : path.get(i));
        }
        return route.toString();
    }

    @Override
    public Response handle(Request request) throws Exception {
        ObjectNode in = request.json();
        try {
            return Response.ok(carryOut(request, in));
        } catch (Refused e) {
            return e.response();
        } finally {
            context.wake();
        }
    }

    private synchronized ObjectNode carryOut(Request request, ObjectNode in) {
        List<String> path = request.segments();
        String key = path.size() > 3 ? path.get(3) : "";
        String subKey = path.size() > 5 ? path.get(5) : "";
        return switch (String.valueOf(operation(request))) {
            case "SendEmail" -> send(in);
            case "CreateEmailIdentity" -> createIdentity(in);
            case "ListEmailIdentities" -> listIdentities();
            case "GetEmailIdentity" -> identity(key);
            case "DeleteEmailIdentity" -> {
                identity(key);
                identities.remove(key.toLowerCase(Locale.ROOT));
                yield Json.object();
            }
            case "CreateConfigurationSet" -> configurationSets.create(in);
            case "ListConfigurationSets" -> configurationSets.list();
            case "GetConfigurationSet" -> configurationSets.get(key);
            case "DeleteConfigurationSet" -> configurationSets.delete(key);
            case "CreateConfigurationSetEventDestination" -> configurationSets.createDestination(key, in);
            case "GetConfigurationSetEventDestinations" -> configurationSets.destinations(key);
            case "UpdateConfigurationSetEventDestination" -> configurationSets.updateDestination(key, subKey, in);
            case "DeleteConfigurationSetEventDestination" -> configurationSets.deleteDestination(key, subKey);
            case "GetAccount" -> account();
            case "PutAccountSuppressionAttributes" -> {
                suppressions.reasons(Json.texts(in, "SuppressedReasons"));
                yield Json.object();
            }
            case "PutSuppressedDestination" ->
                suppressions.put(in, context.clock().now());
            case "ListSuppressedDestinations" -> suppressions.list(request.query());
            case "GetSuppressedDestination" -> suppressions.get(path.get(4));
            case "DeleteSuppressedDestination" -> suppressions.delete(path.get(4));
            default -> throw Refused.of(404, "NotFoundException", "Not emulated: ses " + request);
        };
    }

    private ObjectNode send(ObjectNode in) {
        Mail mail = SendEmail.read(in, context.clock().now());
        String address = Mail.address(mail.from()).toLowerCase(Locale.ROOT);
        if (!identities.containsKey(address) && !identities.containsKey(Mail.domain(mail.from()))) {
            throw Refused.of(
                    400,
                    "MessageRejected",
                    "Email address is not verified. The following identities failed the check in region "
                            + context.region().toUpperCase(Locale.ROOT) + ": " + address);
        }
        if (mail.configurationSet() != null && !configurationSets.contains(mail.configurationSet())) {
            throw Refused.of(
                    404, "NotFoundException", "Configuration set <" + mail.configurationSet() + "> does not exist.");
        }
        sent++;
        emit(MailEvent.SEND, mail, mail.destinations().getFirst(), false);
        for (String destination : mail.destinations()) {
            arrive(mail, Mail.address(destination));
        }
        return Json.object().put("MessageId", mail.messageId());
    }

    private void arrive(Mail mail, String recipient) {
        String simulated = simulated(recipient);
        if (suppressions.contains(recipient) || simulated.equals("suppressionlist")) {
            emit(MailEvent.BOUNCE, mail, recipient, true);
            return;
        }
        Map<String, String> tags = mail.tags();
        inbox.add(
                new InboxMessage(
                        tags.getOrDefault("message", mail.messageId()),
                        Channel.EMAIL,
                        recipient,
                        mail.from(),
                        mail.subject(),
                        mail.html(),
                        mail.text(),
                        tags.get("campaign"),
                        tags.get("step"),
                        tags.get("variant"),
                        mail.at(),
                        mail.headers(),
                        mail.messageId(),
                        null,
                        tags,
                        0),
                reaction -> react(mail, recipient, reaction));
        if (simulated.equals("bounce")) {
            emit(MailEvent.BOUNCE, mail, recipient, false);
            return;
        }
        emit(MailEvent.DELIVERY, mail, recipient, false);
        if (simulated.equals("complaint")) {
            emit(MailEvent.COMPLAINT, mail, recipient, false);
        }
    }

    /** The mailbox simulator's scenario, or empty; labels after a plus are allowed. */
    private static String simulated(String recipient) {
        String lower = recipient.toLowerCase(Locale.ROOT);
        return lower.endsWith("@simulator.amazonses.com") ? lower.split("[+@]", 2)[0] : "";
    }

    private synchronized boolean react(Mail mail, String recipient, Reaction reaction) {
        Instant now = context.clock().now();
        switch (reaction) {
            case DELIVERED -> emit(MailEvent.DELIVERY, mail, recipient, false);
            case BOUNCED -> {
                suppressions.learn(recipient, "BOUNCE", now);
                emit(MailEvent.BOUNCE, mail, recipient, false);
            }
            case COMPLAINED -> {
                suppressions.learn(recipient, "COMPLAINT", now);
                emit(MailEvent.COMPLAINT, mail, recipient, false);
            }
            case FAILED -> emit(MailEvent.REJECT, mail, recipient, false);
            case READ, REPLIED, UNSUBSCRIBED -> {
                return false;
            }
        }
        return true;
    }

    private void emit(MailEvent event, Mail mail, String recipient, boolean suppressed) {
        for (String bus : configurationSets.busesFor(mail.configurationSet(), event)) {
            context.emit(bus, event.on(mail, recipient, suppressed, context));
        }
    }

    private ObjectNode createIdentity(ObjectNode in) {
        String identity = Json.required(in, "EmailIdentity").toLowerCase(Locale.ROOT);
        if (identities.putIfAbsent(identity, context.clock().now()) != null) {
            throw Refused.of(400, "AlreadyExistsException", "Email identity " + identity + " already exist.");
        }
        return identity(identity);
    }

    private ObjectNode identity(String name) {
        if (!identities.containsKey(name.toLowerCase(Locale.ROOT))) {
            throw Refused.of(404, "NotFoundException", "Email identity <" + name + "> does not exist.");
        }
        ObjectNode out = Json.object()
                .put("IdentityType", name.contains("@") ? "EMAIL_ADDRESS" : "DOMAIN")
                .put("VerifiedForSendingStatus", true)
                .put("VerificationStatus", "SUCCESS");
        out.putObject("DkimAttributes").put("SigningEnabled", true).put("Status", "SUCCESS");
        return out;
    }

    private ObjectNode listIdentities() {
        ObjectNode out = Json.object();
        ArrayNode list = out.putArray("EmailIdentities");
        for (String name : identities.keySet()) {
            list.addObject()
                    .put("IdentityType", name.contains("@") ? "EMAIL_ADDRESS" : "DOMAIN")
                    .put("IdentityName", name)
                    .put("SendingEnabled", true)
                    .put("VerificationStatus", "SUCCESS");
        }
        return out;
    }

    private ObjectNode account() {
        ObjectNode out = Json.object()
                .put("DedicatedIpAutoWarmupEnabled", false)
                .put("EnforcementStatus", "HEALTHY")
                .put("ProductionAccessEnabled", true)
                .put("SendingEnabled", true);
        out.putObject("SendQuota")
                .put("Max24HourSend", 50_000.0)
                .put("MaxSendRate", 14.0)
                .put("SentLast24Hours", (double) sent);
        out.putObject("SuppressionAttributes")
                .set(
                        "SuppressedReasons",
                        Json.array(suppressions.reasons().stream().sorted().toList()));
        return out;
    }
}
