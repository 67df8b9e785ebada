package dev.homing.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.adapter.file.CampaignFile;
import dev.homing.adapter.file.CampaignFileTemplates;
import dev.homing.adapter.handlebars.HandlebarsRenderer;
import dev.homing.domain.campaign.Campaign;

/** The campaigns under {@code templates/}. */
public final class Starters {
    private Starters() {}

    /** A campaign whose flow has every kind of node: the cart recovery's trigger and templates around {@code every-node.json}. */
    public static Campaign.Version everyNode() {
        return valid(CampaignFile.read(
                everyNodeJson().toString(),
                CampaignFileTemplates.in(path -> Golden.file("templates/" + path)),
                new HandlebarsRenderer()));
    }

    /** The same as a file. */
    public static ObjectNode everyNodeJson() {
        ObjectNode file = CampaignFile.toJson(campaign("cart-recovery"));
        file.set("flow", json("functions/src/test/resources/every-node.json"));
        return file;
    }

    /** A campaign by SMS, with its template within, which is no starter. */
    public static Campaign.Version cartSms() {
        return valid(CampaignFile.read(
                json("functions/src/test/resources/cart-sms.json").toString(), _ -> null, new HandlebarsRenderer()));
    }

    /** The same by push. */
    public static Campaign.Version cartPush() {
        return valid(CampaignFile.read(
                json("functions/src/test/resources/cart-push.json").toString(), _ -> null, new HandlebarsRenderer()));
    }

    private static JsonNode json(String path) {
        try {
            return new ObjectMapper().readTree(Golden.file(path));
        } catch (JsonProcessingException e) {
            throw new AssertionError(path, e);
        }
    }

    public static Campaign.Version campaign(String key) {
        return valid(CampaignFile.open(
                "campaigns/" + key + ".json", path -> Golden.file("templates/" + path), new HandlebarsRenderer()));
    }

    private static Campaign.Version valid(CampaignFile.Reading reading) {
        return switch (reading) {
            case CampaignFile.Reading.Valid(Campaign.Version version) -> version;
            case CampaignFile.Reading.Invalid invalid -> throw new AssertionError(invalid.problems());
        };
    }
}
