package dev.homing.lambda;

import dev.homing.adapter.whatsapp.WhatsAppNotice;
import dev.homing.adapter.whatsapp.WhatsAppWebhook;
import dev.homing.app.converse.HearCustomer;
import dev.homing.app.converse.SendAnswer;
import dev.homing.app.react.KeepApprovals;
import dev.homing.app.react.ReceiveReply;
import dev.homing.app.react.RecordFeedback;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.conversation.Said.Heard;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.template.Approval;
import dev.homing.lambda.http.Request;
import dev.homing.lambda.http.Response;
import dev.homing.lambda.telemetry.Journal;
import dev.homing.lambda.telemetry.Metric;
import dev.homing.lambda.wiring.Wiring;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** {@code /hooks/whatsapp}: what Meta tells of messages and of what customers wrote. A failure has Meta send it again. */
public final class WhatsAppHookHandler implements JsonHandler {
    private final Supplier<WhatsAppWebhook> webhook;
    private final RecordFeedback recordFeedback;
    private final ReceiveReply receiveReply;
    private final HearCustomer hearCustomer;
    private final SendAnswer sendAnswer;
    private final KeepApprovals keepApprovals;
    private final Supplier<Instant> clock;

    public WhatsAppHookHandler() {
        this(
                Wiring.ofLambda().whatsAppWebhook(),
                Wiring.ofLambda().recordFeedback(),
                Wiring.ofLambda().receiveReply(),
                Wiring.ofLambda().hearCustomer(),
                Wiring.ofLambda().sendAnswer(),
                Wiring.ofLambda().keepApprovals(),
                Instant::now);
    }

    /** @param webhook asked for each call, since its secret may be changed */
    public WhatsAppHookHandler(
            Supplier<WhatsAppWebhook> webhook,
            RecordFeedback recordFeedback,
            ReceiveReply receiveReply,
            HearCustomer hearCustomer,
            SendAnswer sendAnswer,
            KeepApprovals keepApprovals,
            Supplier<Instant> clock) {
        this.webhook = webhook;
        this.recordFeedback = recordFeedback;
        this.receiveReply = receiveReply;
        this.hearCustomer = hearCustomer;
        this.sendAnswer = sendAnswer;
        this.keepApprovals = keepApprovals;
        this.clock = clock;
    }

    @Override
    public byte[] handle(byte[] event) {
        Request request = Request.read(event);
        return answer(request).write(request);
    }

    private Response answer(Request request) {
        if (request.method().equals("GET")) {
            String challenge = webhook.get().challenge(request.query());
            return challenge == null ? refused() : Response.text(200, "text/plain", challenge);
        }
        if (!request.method().equals("POST")) {
            return Response.notAllowed("GET", "POST");
        }
        if (!webhook.get().signed(request.body(), request.header(WhatsAppWebhook.SIGNATURE_HEADER))) {
            return refused();
        }
        List<WhatsAppNotice> notices;
        try {
            notices = WhatsAppWebhook.read(request.body());
        } catch (IllegalArgumentException notJson) {
            return Response.problem(400, "Bad request", String.valueOf(notJson.getMessage()), List.of());
        }
        // What is said twice in one call says no more than once, and each costs reads.
        new LinkedHashSet<>(notices).forEach(this::take);
        return Response.json(200, Map.of("received", notices.size()));
    }

    private void take(WhatsAppNotice notice) {
        Instant now = clock.get();
        switch (notice) {
            case WhatsAppNotice.StatusChanged changed -> {
                if (changed.tags() != null) {
                    recordFeedback.record(
                            changed.tags().message(), changed.status(), changed.at(), changed.reason(), now);
                    Journal.note(
                            "feedback",
                            changed.tags().message(),
                            changed.status().key());
                }
            }
            case WhatsAppNotice.Received received -> {
                if (received.from() != null) {
                    List<MessageId> answers = receiveReply.answered(
                            Channel.WHATSAPP,
                            received.from(),
                            received.inReplyTo(),
                            received.word(),
                            received.at(),
                            now);
                    Heard heard = new Heard(
                            received.id(),
                            received.at(),
                            received.kind(),
                            received.text(),
                            received.name(),
                            answers.isEmpty() ? null : answers.getFirst());
                    hearCustomer.hear(heard, received.from(), received.pressed(), now);
                }
            }
            case WhatsAppNotice.AnswerChanged changed ->
                sendAnswer.record(
                        changed.reference().customer(),
                        changed.reference().id(),
                        changed.state(),
                        changed.providerId(),
                        changed.reason(),
                        now);
            case WhatsAppNotice.TemplateChanged(var approval, boolean tellsStatus) -> {
                Approval known = keepApprovals.told(approval, tellsStatus);
                if (known != null && !known.usual()) {
                    warned("template " + known.key() + " " + known.status().key());
                }
            }
            case WhatsAppNotice.AccountWarned(String what, Instant _) -> warned("account " + what);
            case WhatsAppNotice.MarketingChosen chosen -> {
                if (chosen.from() != null) {
                    receiveReply.chosen(Channel.WHATSAPP, chosen.from(), chosen.wanted(), chosen.at(), now);
                }
            }
        }
    }

    /** Somebody has to see to it. */
    private static void warned(String what) {
        Journal.note("whatsapp", what);
        Journal.count(Metric.WHATSAPP_WARNINGS);
    }

    private static Response refused() {
        return Response.problem(
                403,
                "Forbidden",
                "The signature or verify token is wrong: check the app's secret in Homing's secret",
                List.of());
    }
}
