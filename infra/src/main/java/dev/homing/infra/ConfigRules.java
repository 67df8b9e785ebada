package dev.homing.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** What a schema cannot say: lists that Java has, and one field's agreement with another. */
final class ConfigRules {
    /** What Lambda leaves to functions that have nothing reserved: docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html */
    private static final int ALWAYS_UNRESERVED = 100;

    private final String environment;
    private final ConfigSchema schema;
    private final Set<String> wrong;
    private final List<ConfigProblem> problems = new ArrayList<>();

    /**
     * @param environment the path that the fields are below, such as {@code environments.production}
     * @param wrong fields, by their paths, that were complained of already
     */
    ConfigRules(String environment, ConfigSchema schema, Set<String> wrong) {
        this.environment = environment;
        this.schema = schema;
        this.wrong = Set.copyOf(wrong);
    }

    /** Of fields that the schema has nothing to say against. */
    List<ConfigProblem> problems(JsonNode described) {
        rule(described, "shop.timeZone", zone -> ZoneId.getAvailableZoneIds().contains(zone));
        rule(described, "shop.currency", currency -> Currency.getInstance(currency) != null);
        rule(described, "shop.country", country -> List.of(Locale.getISOCountries())
                .contains(country));
        rule(described, "shop.url", url -> URI.create(url).getHost() != null);
        String quietFrom = described.at("/shop/quietHours/from").asText();
        rule(described, "shop.quietHours.to", to -> !to.equals(quietFrom));
        if (fine("mail.identity")) {
            String identity = described.at("/mail/identity").asText();
            rule(described, "mail.sender", sender -> of(sender, identity));
        }
        String region = described.path("region").asText();
        rule(described, "domain.certificateArn", arn -> region.isEmpty() || arn.contains(":" + region + ":"));
        concurrency(described);
        smsProvider(described);
        return problems;
    }

    /** CloudFormation would refuse it too, after minutes and by its own words. */
    private void concurrency(JsonNode described) {
        JsonNode collect = described.at("/concurrency/collect");
        int account = described.at("/concurrency/account").asInt();
        if (collect.isInt()
                && fine("concurrency.collect")
                && fine("concurrency.account")
                && account - collect.intValue() < ALWAYS_UNRESERVED) {
            String path = environment + ".concurrency.collect";
            problems.add(new ConfigProblem(
                    path, collect.intValue() + " of " + account + " will not do", schema.remedy(path)));
        }
    }

    /** Each provider has settings of its own. */
    private void smsProvider(JsonNode described) {
        JsonNode sms = described.path("sms");
        if (sms.isMissingNode() || !fine("sms.provider") || !fine("sms.originationIdentity")) {
            return;
        }
        boolean sns = sms.path("provider").asText().equals("sns");
        String path = environment + ".sms.originationIdentity";
        if (!sns && !sms.has("originationIdentity")) {
            problems.add(new ConfigProblem(path, "is missing", schema.remedy(path)));
        }
        if (sns && sms.has("originationIdentity")) {
            problems.add(new ConfigProblem(path, "is no setting of sns", schema.remedy(path)));
        }
    }

    private static boolean of(String sender, String identity) {
        String host = sender.substring(sender.indexOf('@') + 1);
        return sender.equals(identity) || host.equals(identity) || host.endsWith("." + identity);
    }

    /** @param will throws or is false where the text will not do */
    private void rule(JsonNode described, String field, Predicate<String> will) {
        JsonNode value = described.at("/" + field.replace('.', '/'));
        if (fine(field) && value.isTextual() && !satisfied(will, value.textValue())) {
            String path = environment + "." + field;
            problems.add(new ConfigProblem(path, "'" + value.textValue() + "' will not do", schema.remedy(path)));
        }
    }

    private boolean fine(String field) {
        return !wrong.contains(environment + "." + field);
    }

    private static boolean satisfied(Predicate<String> will, String text) {
        try {
            return will.test(text);
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }
}
