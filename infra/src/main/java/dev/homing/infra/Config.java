package dev.homing.infra;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * One environment, as the stacks see it; everything was checked when it was read.
 *
 * @param environment such as {@code production}; part of the stacks' names and of whatever else must differ between two
 *     environments in one account
 * @param place null: the account and region of whoever deploys
 * @param whatsAppPhoneNumberId of the WhatsApp Business number; empty where the shop has none
 * @param busName the event bus that storefronts put on
 * @param domain null: API Gateway's own address
 * @param alarmAddress gets an email when something needs a person
 * @param logRetention of every log group
 * @param lambdaZip the packaged functions
 */
public record Config(
        String environment,
        @Nullable Place place,
        Shop shop,
        Mail mail,
        String whatsAppPhoneNumberId,
        String busName,
        @Nullable Domain domain,
        String alarmAddress,
        RetentionDays logRetention,
        Path lambdaZip) {
    /** Twelve characters leave room for campaign keys in state machines' names (80). */
    private static final Pattern ENVIRONMENT = Pattern.compile("[a-z][a-z0-9]{0,11}");

    private static final Pattern ADDRESS = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
    private static final Pattern DOMAIN_NAME = Pattern.compile("([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}");
    private static final Pattern BUS_NAME = Pattern.compile("[A-Za-z0-9._-]{1,256}");

    /** What CloudWatch Logs takes, of the times that make sense here. */
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
     * @param url the storefront
     * @param postalAddress for the foot of marketing emails, which the law of many places wants; null: none
     * @param origins whose pages may post events from a browser
     */
    public record Shop(
            String name,
            ZoneId zone,
            Currency currency,
            URI url,
            @Nullable String postalAddress,
            List<String> origins) {
        public Shop {
            origins = List.copyOf(origins);
        }

        /** The shop's settings, as SetupHandler reads them; in a fixed order, for the template's sake. */
        Map<String, Object> settings(Mail mail) {
            Map<String, Object> settings = new TreeMap<>();
            settings.put("name", name);
            settings.put("timeZone", zone.getId());
            settings.put("currency", currency.getCurrencyCode());
            settings.put("url", url.toString());
            settings.put("sender", mail.sender());
            settings.put("senderName", mail.senderName());
            if (postalAddress != null) {
                settings.put("postalAddress", postalAddress);
            }
            settings.put("consent", Map.of());
            return settings;
        }
    }

    /**
     * @param identity domain or address, verified with SES; emails are sent from nothing else
     * @param sender the address that they come from, of that identity
     */
    public record Mail(String identity, String sender, String senderName) {}

    /** @param certificateArn of a certificate for that name in AWS Certificate Manager, in the stacks' region */
    public record Domain(String name, String certificateArn) {}

    /** An AWS account and region. */
    public record Place(String account, String region) {}

    /**
     * @param environments the configuration's {@code environments} object as JSON gives it; null where there is none
     * @throws ConfigException that names the first field that is missing, unknown or wrong, with its remedy
     */
    public static Config of(String environment, @Nullable Object environments, Path lambdaZip) {
        if (!ENVIRONMENT.matcher(environment).matches()) {
            throw new ConfigException(
                    "environment",
                    "'" + environment + "' will not do; use 1 to 12 lower-case letters and digits, a letter first");
        }
        if (!(environments instanceof Map<?, ?> all) || !all.containsKey(environment)) {
            throw new ConfigException(
                    "environments." + environment,
                    "is missing; describe the environment in cdk.json, or choose another"
                            + " one with -c environment=NAME");
        }
        if (!Files.isRegularFile(lambdaZip)) {
            throw new ConfigException(
                    "lambdaZip",
                    lambdaZip + " is not there; build it with: mvn -Dquick -DskipTests -pl functions -am package");
        }
        Fields fields = new Fields(
                "environments." + environment,
                all.get(environment),
                Set.of(
                        "account",
                        "region",
                        "shop",
                        "mail",
                        "whatsapp",
                        "busName",
                        "domain",
                        "alarms",
                        "logRetentionDays"));
        return new Config(
                environment,
                place(fields),
                shop(fields.object("shop", "name", "timeZone", "currency", "url", "postalAddress", "origins")),
                mail(fields.object("mail", "identity", "sender", "senderName")),
                fields.has("whatsapp")
                        ? fields.object("whatsapp", "phoneNumberId")
                                .text(
                                        "phoneNumberId",
                                        matching(Pattern.compile("\\d{5,20}")),
                                        "copy the phone number ID (digits) from Meta's WhatsApp manager, or leave"
                                                + " whatsapp out")
                        : "",
                fields.has("busName")
                        ? fields.text("busName", matching(BUS_NAME), "use letters, digits, dots, dashes, underscores")
                        : "homing-" + environment,
                fields.has("domain") ? domain(fields.object("domain", "name", "certificateArn")) : null,
                fields.object("alarms", "address")
                        .text("address", matching(ADDRESS), "name the email address that alarms go to"),
                fields.number("logRetentionDays", Config::retention, "use one of " + days()),
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

    private static @Nullable Place place(Fields fields) {
        if (!fields.has("account") && !fields.has("region")) {
            return null;
        }
        String both = "give both account and region, or neither";
        return new Place(
                fields.text("account", matching(Pattern.compile("\\d{12}")), "an account has twelve digits; " + both),
                fields.text(
                        "region",
                        matching(Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d")),
                        "such as eu-central-1; " + both));
    }

    private static Shop shop(Fields shop) {
        URI url =
                shop.text("url", Config::webAddress, "give the storefront's address, such as https://www.shop.example");
        return new Shop(
                shop.text("name", "give the shop's name as customers know it"),
                shop.text("timeZone", ZoneId::of, "use an IANA time zone such as Europe/Berlin"),
                shop.text("currency", Currency::getInstance, "use an ISO 4217 code such as EUR"),
                url,
                shop.optionalText("postalAddress", String::strip, "give the address in one line, or leave it out"),
                shop.has("origins")
                        ? shop.texts("origins", Config::origin, "list origins such as https://www.shop.example")
                        : List.of(origin(url.toString())));
    }

    private static Mail mail(Fields mail) {
        String identity = mail.text(
                "identity",
                matching(Pattern.compile(ADDRESS.pattern() + "|" + DOMAIN_NAME.pattern())),
                "name the domain or address that SES has verified, such as shop.example");
        return new Mail(
                identity,
                mail.text(
                        "sender",
                        address -> {
                            String host = address.substring(address.indexOf('@') + 1);
                            if (!address.equals(identity) && !host.equals(identity) && !host.endsWith("." + identity)) {
                                throw new IllegalArgumentException(address);
                            }
                            return matching(ADDRESS).apply(address);
                        },
                        "give the address that emails come from, one of mail.identity"),
                mail.text("senderName", "give the name that emails come from, such as the shop's"));
    }

    private static Domain domain(Fields domain) {
        return new Domain(
                domain.text("name", matching(DOMAIN_NAME), "such as homing.shop.example, in lower case"),
                domain.text(
                        "certificateArn",
                        matching(Pattern.compile("arn:aws[a-z-]*:acm:[a-z0-9-]+:\\d{12}:certificate/.+")),
                        "give the ARN of the domain's certificate in AWS Certificate Manager"));
    }

    private static URI webAddress(String text) {
        URI uri = URI.create(text);
        if (!("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) || uri.getHost() == null) {
            throw new IllegalArgumentException(text);
        }
        return uri;
    }

    /** Scheme, host and port alone, as browsers send it. */
    private static String origin(String text) {
        URI uri = webAddress(text);
        return uri.getScheme() + "://" + uri.getAuthority();
    }

    private static RetentionDays retention(int days) {
        RetentionDays retention = RETENTIONS.get(days);
        if (retention == null) {
            throw new IllegalArgumentException(String.valueOf(days));
        }
        return retention;
    }

    private static List<Integer> days() {
        return RETENTIONS.keySet().stream().sorted().toList();
    }

    private static Function<String, String> matching(Pattern pattern) {
        return text -> {
            if (!pattern.matcher(text).matches()) {
                throw new IllegalArgumentException(text);
            }
            return text;
        };
    }
}
