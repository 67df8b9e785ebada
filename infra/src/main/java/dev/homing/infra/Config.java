package dev.homing.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * One environment, as the stacks see it; everything was checked when it was read.
 *
 * @param environment such as {@code production}; part of the stacks' names and of whatever else must differ between two
 *     environments in one account
 * @param place null: the account and region of whoever deploys
 * @param whatsApp null: the shop has none
 * @param sms null: the shop has none
 * @param push null: no apps are reached, and browsers all the same
 * @param busName the event bus that storefronts put on
 * @param domain null: API Gateway's own address
 * @param alarmAddress gets an email when something needs a person
 * @param logRetention of every log group
 * @param collectConcurrency most invocations at a time of the function that takes events by HTTP; null: as many as the account allows
 * @param browserLimit of a network address, in events sent with a browser's key
 * @param monthlyBudget US dollars that the account may cost in a month before {@code alarmAddress} is told; null: nobody is
 * @param placeholders what still has to be replaced before this can be deployed
 * @param lambdaZip the packaged functions
 */
public record Config(
        String environment,
        @Nullable Place place,
        Shop shop,
        Mail mail,
        @Nullable WhatsApp whatsApp,
        @Nullable Sms sms,
        @Nullable Push push,
        String busName,
        @Nullable Domain domain,
        String alarmAddress,
        RetentionDays logRetention,
        @Nullable Integer collectConcurrency,
        BrowserLimit browserLimit,
        @Nullable Integer monthlyBudget,
        List<ConfigProblem> placeholders,
        Path lambdaZip) {
    public Config {
        placeholders = List.copyOf(placeholders);
    }

    /** What CloudWatch Logs takes. */
    private static final Map<Integer, RetentionDays> RETENTIONS = Map.of(
            1, RetentionDays.ONE_DAY,
            3, RetentionDays.THREE_DAYS,
            7, RetentionDays.ONE_WEEK,
            14, RetentionDays.TWO_WEEKS,
            30, RetentionDays.ONE_MONTH,
            60, RetentionDays.TWO_MONTHS,
            90, RetentionDays.THREE_MONTHS,
            180, RetentionDays.SIX_MONTHS,
            365, RetentionDays.ONE_YEAR);

    /**
     * @param zone whose days the reports count
     * @param currency of events that name none
     * @param country of phone numbers that name none, where the customer names none either; ISO 3166-1; null: none
     * @param url the storefront
     * @param postalAddress for the foot of marketing emails, which the law of many places wants; null: none
     * @param quietHours in which no marketing goes out, each a time such as {@code 21:00}; null: none
     * @param messagesPerDay marketing messages that a customer gets on one channel within any 24 hours; null: as Homing has it
     * @param priorityWindow within how long of each other messages of several campaigns count as at once; ISO 8601; null: as Homing has it
     * @param consent what marketing needs, a channel: {@code implied} or {@code explicit}; email {@code implied} and the others
     *     {@code explicit} where nothing is said
     * @param origins whose pages may post events from a browser
     * @param browsers what is allowed to what these pages send
     */
    public record Shop(
            String name,
            ZoneId zone,
            Currency currency,
            @Nullable String country,
            URI url,
            @Nullable String postalAddress,
            @Nullable QuietHours quietHours,
            @Nullable Integer messagesPerDay,
            @Nullable String priorityWindow,
            Map<String, String> consent,
            List<String> origins,
            Browsers browsers) {
        public Shop {
            consent = Collections.unmodifiableSortedMap(new TreeMap<>(consent));
            origins = List.copyOf(origins);
        }

        /** The shop's settings, as SetupHandler reads them; in a fixed order, for the template's sake. */
        Map<String, Object> settings(Mail mail) {
            Map<String, Object> settings = new TreeMap<>();
            settings.put("name", name);
            settings.put("timeZone", zone.getId());
            settings.put("currency", currency.getCurrencyCode());
            if (country != null) {
                settings.put("country", country);
            }
            settings.put("url", url.toString());
            settings.put("sender", mail.sender());
            settings.put("senderName", mail.senderName());
            if (postalAddress != null) {
                settings.put("postalAddress", postalAddress);
            }
            settings.put("consent", consent);
            if (quietHours != null) {
                settings.put("quietHours", InOrder.map("from", quietHours.from(), "to", quietHours.to()));
            }
            if (messagesPerDay != null) {
                settings.put("messagesPerDay", messagesPerDay);
            }
            if (priorityWindow != null) {
                settings.put("priorityWindow", priorityWindow);
            }
            settings.put("linkHosts", browsers.linkHosts());
            if (browsers.messagesPerWeek() != null) {
                settings.put("browserMessagesPerWeek", browsers.messagesPerWeek());
            }
            settings.put("browserOrders", browsers.orders());
            return settings;
        }
    }

    /**
     * Anyone can send what pages send, as their write key is public.
     *
     * @param linkHosts beside the storefront's: addresses on them may stand in messages
     * @param messagesPerWeek that go to an address which only a page stated; null: as Homing has it
     * @param orders whether orders, refunds and failed payments that a page tells of count
     */
    public record Browsers(List<String> linkHosts, @Nullable Integer messagesPerWeek, boolean orders) {
        public Browsers {
            linkHosts = List.copyOf(linkHosts);
        }
    }

    /** On the customer's clock, else the shop's; over midnight where they begin later than they end. */
    public record QuietHours(String from, String to) {}

    /**
     * @param identity domain or address, verified with SES; emails are sent from nothing else
     * @param sender the address that they come from, of that identity
     */
    public record Mail(String identity, String sender, String senderName) {}

    /**
     * @param phoneNumberId Meta's, of the number that messages come from
     * @param secretName of an existing secret with the app's token, secret and verify token; null: they lie in the environment's own
     */
    public record WhatsApp(String phoneNumberId, @Nullable String secretName) {}

    /**
     * @param provider {@code end-user-messaging} or {@code sns}
     * @param originationIdentity ARN of a number, a pool or a sender id of End User Messaging; null: the provider is SNS
     * @param configurationSet of End User Messaging, by its name; null: none
     * @param senderId that SNS shows as the sender; null: the account's
     * @param maxPrice US dollars, of a segment with End User Messaging and of a message with SNS, above which nothing is sent; null: no limit
     */
    public record Sms(
            String provider,
            @Nullable String originationIdentity,
            @Nullable String configurationSet,
            @Nullable String senderId,
            @Nullable String maxPrice) {
        /** The provider that tells what became of messages, and of what people answer. */
        static final String END_USER_MESSAGING = "end-user-messaging";
    }

    /** @param firebaseSecretName of an existing secret with the file of a Firebase project's service account; apps are reached by it */
    public record Push(String firebaseSecretName) {}

    /** @param certificateArn of a certificate for that name in AWS Certificate Manager, in the stacks' region */
    public record Domain(String name, String certificateArn) {}

    /**
     * @param aSecond events, on average
     * @param atOnce events, after a rest
     */
    public record BrowserLimit(int aSecond, int atOnce) {}

    /** An AWS account and region. */
    public record Place(String account, String region) {}

    /**
     * @param file where the environments are described
     * @throws ConfigException that names all that is missing, unknown or wrong, with its remedy
     */
    public static Config of(String environment, Path file, Path lambdaZip) {
        List<ConfigProblem> problems = new ArrayList<>();
        JsonNode described = new ConfigFile(file, environment).read(problems);
        if (!Files.isRegularFile(lambdaZip)) {
            problems.add(new ConfigProblem(
                    "lambdaZip",
                    lambdaZip + " is not there",
                    "build it in the root with: mvn -Dquick -DskipTests -pl functions -am package"));
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return new Config(
                environment,
                described.has("account") ? new Place(text(described, "/account"), text(described, "/region")) : null,
                shop(described.get("shop")),
                new Mail(
                        text(described, "/mail/identity"),
                        text(described, "/mail/sender"),
                        text(described, "/mail/senderName")),
                described.has("whatsapp")
                        ? new WhatsApp(
                                text(described, "/whatsapp/phoneNumberId"), optional(described, "/whatsapp/secretName"))
                        : null,
                described.has("sms") ? sms(described.get("sms")) : null,
                described.has("push") ? new Push(text(described, "/push/firebaseSecretName")) : null,
                described.path("busName").asText("homing-" + environment),
                described.has("domain")
                        ? new Domain(text(described, "/domain/name"), text(described, "/domain/certificateArn"))
                        : null,
                text(described, "/alarms/address"),
                Objects.requireNonNull(
                        RETENTIONS.get(described.at("/retention/logDays").intValue())),
                described.has("concurrency")
                        ? described.at("/concurrency/collect").intValue()
                        : null,
                new BrowserLimit(
                        described.at("/browserLimit/aSecond").asInt(50),
                        described.at("/browserLimit/atOnce").asInt(2_500)),
                described.at("/alarms/monthlyBudget").isMissingNode()
                        ? null
                        : described.at("/alarms/monthlyBudget").intValue(),
                Placeholders.in("environments." + environment, described),
                lambdaZip.toAbsolutePath().normalize());
    }

    /**
     * Both stacks' names begin with this; production and staging stand side by side in one account.
     *
     * @return such as {@code HomingProduction}
     */
    public String stackPrefix() {
        return "Homing" + Character.toUpperCase(environment.charAt(0)) + environment.substring(1);
    }

    /**
     * State machines are made while Homing runs, so permissions and rules know them by how their names begin. An
     * environment's name has no dash, so that no environment's prefix begins another's.
     */
    public String machinePrefix() {
        return "homing-" + environment + "-";
    }

    /** Where CloudWatch keeps the environment's own metrics. */
    public String metricsNamespace() {
        return "Homing/" + environment;
    }

    private static Shop shop(JsonNode shop) {
        String url = text(shop, "/url");
        List<String> origins = new ArrayList<>();
        Map<String, String> consent = new TreeMap<>();
        shop.path("consent")
                .properties()
                .forEach(each -> consent.put(each.getKey(), each.getValue().textValue()));
        shop.path("origins").forEach(origin -> origins.add(origin(origin.textValue())));
        return new Shop(
                text(shop, "/name"),
                ZoneId.of(text(shop, "/timeZone")),
                Currency.getInstance(text(shop, "/currency")),
                optional(shop, "/country"),
                URI.create(url),
                optional(shop, "/postalAddress"),
                shop.has("quietHours")
                        ? new QuietHours(text(shop, "/quietHours/from"), text(shop, "/quietHours/to"))
                        : null,
                shop.has("messagesPerDay") ? shop.path("messagesPerDay").intValue() : null,
                optional(shop, "/priorityWindow"),
                consent,
                origins.isEmpty() ? List.of(origin(url)) : origins,
                browsers(shop));
    }

    private static Sms sms(JsonNode sms) {
        return new Sms(
                text(sms, "/provider"),
                optional(sms, "/originationIdentity"),
                optional(sms, "/configurationSet"),
                optional(sms, "/senderId"),
                optional(sms, "/maxPrice"));
    }

    private static Browsers browsers(JsonNode shop) {
        List<String> hosts = new ArrayList<>();
        shop.path("linkHosts").forEach(host -> hosts.add(host.textValue()));
        return new Browsers(
                hosts,
                shop.has("browserMessagesPerWeek")
                        ? shop.path("browserMessagesPerWeek").intValue()
                        : null,
                shop.path("browserOrders").asBoolean(false));
    }

    /** Scheme, host and port alone, as browsers send it. */
    private static String origin(String address) {
        URI uri = URI.create(address);
        return uri.getScheme() + "://" + uri.getAuthority();
    }

    private static String text(JsonNode object, String pointer) {
        return object.at(pointer).textValue().strip();
    }

    private static @Nullable String optional(JsonNode object, String pointer) {
        return object.at(pointer).isMissingNode() ? null : text(object, pointer);
    }
}
