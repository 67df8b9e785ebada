package dev.homing.lambda;

import dev.homing.adapter.json.inbound.AnswerJobCodec;
import dev.homing.app.SideBySide;
import dev.homing.app.converse.SendAnswer;
import dev.homing.app.port.Answers;
import dev.homing.app.send.SendMessage;
import dev.homing.domain.Facts;
import dev.homing.lambda.wiring.Wiring;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** Queue {@code whatsapp}: messages of flows, and what people of the shop answer. */
public final class WhatsAppSendHandler extends SendHandler {
    private final SendAnswer sendAnswer;
    private final Supplier<Instant> clock;

    public WhatsAppSendHandler() {
        this(
                Wiring.ofLambda().sendWhatsApp(),
                Wiring.ofLambda().sendAnswer(),
                Wiring.ofLambda().whatsAppVisibility(),
                Wiring.ofLambda().sideBySide(),
                Instant::now);
    }

    public WhatsAppSendHandler(
            SendMessage sendMessage,
            SendAnswer sendAnswer,
            Visibility visibility,
            SideBySide sideBySide,
            Supplier<Instant> clock) {
        super(sendMessage, visibility, sideBySide, clock);
        this.sendAnswer = sendAnswer;
        this.clock = clock;
    }

    @Override
    SqsBatch.Job job(SqsBatch.Delivered record) {
        Facts json = record.json();
        if (json.get(AnswerJobCodec.FIELD) == null) {
            return super.job(record);
        }
        Answers.Reference answer = AnswerJobCodec.read(json);
        return new SqsBatch.Job(answer.customer(), () -> send(answer, record));
    }

    private void send(Answers.Reference answer, SqsBatch.Delivered record) {
        switch (sendAnswer.send(answer, clock.get())) {
            case SendAnswer.Result.Done() -> {}
            case SendAnswer.Result.Later(Duration delay, String why) -> throw again(record, delay, why);
        }
    }
}
