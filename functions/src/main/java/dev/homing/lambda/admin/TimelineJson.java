package dev.homing.lambda.admin;

import dev.homing.app.customer.ReadCustomer.Line;
import dev.homing.app.customer.ReadCustomer.Walk;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.Timeline;
import dev.homing.domain.Money;
import dev.homing.domain.analytics.AttributedOrder;
import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.reason.Decision;
import dev.homing.domain.reason.Lead;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.run.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Lines of a customer's timeline as the admin API shows them. */
final class TimelineJson {
    private TimelineJson() {}

    static Map<String, Object> line(Line line, Campaigns campaigns) {
        Configuration configuration = campaigns.current();
        return switch (line) {
            case Line.Happened happened -> event(happened.entry(), configuration);
            case Line.Ran ran -> run(ran.walk(), configuration);
            case Line.Wrote wrote -> message(wrote.message(), campaigns, configuration);
            case Line.Ordered ordered -> conversion(ordered.order(), configuration);
        };
    }

    private static Map<String, Object> event(Timeline.Entry entry, Configuration configuration) {
        CustomerEvent event = entry.event();
        Map<String, Object> json = start("event", entry.at(), event == null ? entry.key() : event.messageId());
        json.put("name", event == null ? withoutEvent(entry) : event.name());
        json.put("properties", event == null ? Map.of() : event.properties().values());
        json.put("source", event == null ? "bus" : event.origin().name().toLowerCase(Locale.ROOT));
        json.put(
                "decisions",
                entry.decisions().stream()
                        .map(decision -> decision(decision, configuration))
                        .toList());
        List<String> leftOut = new ArrayList<>(event == null ? List.of() : event.leftOut());
        leftOut.addAll(entry.leftOut());
        if (!leftOut.isEmpty()) {
            json.put("leftOut", leftOut);
        }
        return json;
    }

    /** A timer decided something, or a step called another system; two ids that turned out to be one customer decided nothing, and something of one was kept out. */
    private static String withoutEvent(Timeline.Entry entry) {
        if (entry.decisions().isEmpty()) {
            return "Merge";
        }
        return entry.decisions().getFirst().kind() == Decision.Kind.CALLED ? "Webhook" : "Timer";
    }

    private static Map<String, Object> decision(Decision decision, Configuration configuration) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("campaign", decision.campaign());
        json.put("campaignName", CustomerJson.campaignName(decision.campaign(), configuration));
        json.put("code", decision.kind().key());
        json.put("allowed", decision.allowed());
        json.put("reason", ReasonJson.of(decision));
        return json;
    }

    private static Map<String, Object> run(Walk walk, Configuration configuration) {
        Run run = walk.run();
        Map<String, Object> json = start("run", run.startedAt(), run.id().toString());
        json.putAll(CustomerJson.run(walk, configuration));
        List<Map<String, Object>> history = new ArrayList<>();
        history.add(step(run.startedAt(), "started", "Started with version " + run.campaignVersion() + "."));
        Instant endedAt = run.endedAt();
        if (endedAt != null) {
            String status = run.status().name().toLowerCase(Locale.ROOT);
            history.add(step(endedAt, status, ending(run)));
        }
        json.put("history", history);
        return json;
    }

    private static String ending(Run run) {
        if (run.convertedBy() != null) {
            return "Converted by order " + run.convertedBy() + ".";
        }
        return run.endedBy() == null ? "Completed." : run.endedBy().sentence();
    }

    private static Map<String, Object> message(Message message, Campaigns campaigns, Configuration configuration) {
        Map<String, Object> json = start("message", message.at(), message.id().toString());
        json.put("campaign", message.campaign());
        json.put("campaignName", CustomerJson.campaignName(message.campaign(), configuration));
        json.put("step", message.step());
        json.put(
                "stepName",
                campaigns
                        .version(message.campaign(), message.campaignVersion())
                        .flow()
                        .node(message.step())
                        .name());
        json.put("channel", message.channel().key());
        json.put("status", key(message.status()));
        Reason reason = message.reason();
        Lead lead = message.lead();
        if (reason != null && lead != null) {
            json.put("reason", ReasonJson.of(reason, lead));
        }
        if (message.subject() != null) {
            json.put("subject", message.subject());
        }
        if (message.segments() > 0) {
            json.put("segments", message.segments());
        }
        List<Map<String, Object>> statuses = new ArrayList<>();
        for (Message.StatusAt reached : message.statuses()) {
            Map<String, Object> status = new LinkedHashMap<>();
            status.put("status", key(reached.status()));
            status.put("at", reached.at().toString());
            status.put("machine", machine(reached.status()));
            statuses.add(status);
        }
        json.put("statuses", statuses);
        return json;
    }

    private static Map<String, Object> conversion(AttributedOrder order, Configuration configuration) {
        Map<String, Object> json = start("conversion", order.at(), order.order());
        json.put("orderId", order.order());
        json.put("campaign", order.campaign());
        json.put("campaignName", CustomerJson.campaignName(order.campaign(), configuration));
        json.put("channel", order.channel().key());
        json.put(
                "amount",
                ReportRoutes.money(
                        order.net() == null ? Money.zero(configuration.shop().currency()) : order.net()));
        json.put("touch", "clicked");
        return json;
    }

    /** The API tells what a machine did by a mark and not by a status of its own. */
    private static String key(MessageStatus status) {
        return switch (status) {
            case OPENED_BY_MACHINE -> MessageStatus.OPENED.key();
            case CLICKED_BY_MACHINE -> MessageStatus.CLICKED.key();
            case HELD -> "queued";
            case SENDING,
                    SKIPPED,
                    FAILED,
                    UNKNOWN,
                    SENT,
                    DELIVERED,
                    OPENED,
                    READ,
                    CLICKED,
                    REPLIED,
                    UNSUBSCRIBED,
                    COMPLAINED,
                    BOUNCED -> status.key();
        };
    }

    private static boolean machine(MessageStatus status) {
        return status == MessageStatus.OPENED_BY_MACHINE || status == MessageStatus.CLICKED_BY_MACHINE;
    }

    private static Map<String, Object> start(String kind, Instant at, String id) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", kind);
        json.put("at", at.toString());
        json.put("id", id);
        return json;
    }

    private static Map<String, Object> step(Instant at, String code, String sentence) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", at.toString());
        json.put("code", code);
        json.put("sentence", sentence);
        return json;
    }
}
