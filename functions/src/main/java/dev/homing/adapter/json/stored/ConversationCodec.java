package dev.homing.adapter.json.stored;

import dev.homing.adapter.json.Fields;
import dev.homing.adapter.json.Keys;
import dev.homing.domain.conversation.Conversation;
import dev.homing.domain.conversation.Said;
import dev.homing.domain.conversation.Said.Answer;
import dev.homing.domain.conversation.Said.Heard;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.MessageId;

/** A conversation and what was said in it, as stored. */
public final class ConversationCodec {
    private static final String STATE = "state";

    private ConversationCodec() {}

    public static String write(Conversation conversation) {
        return new Fields()
                .put("address", conversation.address())
                .at("latestAt", conversation.latestAt())
                .put("latest", conversation.latest())
                .put("theirs", conversation.latestTheirs())
                .at("heardAt", conversation.heardAt())
                .put("unread", conversation.unread())
                .write();
    }

    public static Conversation read(CustomerId customer, long revision, String text) {
        Fields json = Fields.parse(text);
        return new Conversation(
                customer,
                json.optionalText("address"),
                json.at("latestAt"),
                json.text("latest"),
                json.flag("theirs"),
                json.optionalAt("heardAt"),
                (int) json.number("unread"),
                revision);
    }

    public static String write(Said said) {
        Fields json = new Fields().put("id", said.id()).at("at", said.at());
        return switch (said) {
            case Heard heard ->
                json.put("kind", heard.kind().key())
                        .put("text", heard.text())
                        .put("name", heard.name())
                        .put(
                                "answers",
                                heard.answers() == null ? null : heard.answers().toString())
                        .write();
            case Answer answer ->
                json.put(STATE, answer.state().key())
                        .put("text", answer.text())
                        .put("author", answer.author())
                        .at("leaseUntil", answer.leaseUntil())
                        .put("providerId", answer.providerId())
                        .put("reason", answer.reason() == null ? null : ReasonCodec.write(answer.reason()))
                        .write();
        };
    }

    public static Said readSaid(String text) {
        Fields json = Fields.parse(text);
        if (!json.has(STATE)) {
            String answers = json.optionalText("answers");
            return new Heard(
                    json.text("id"),
                    json.at("at"),
                    Keys.constant(Said.Kind.class, json.text("kind")),
                    json.optionalText("text"),
                    json.optionalText("name"),
                    answers == null ? null : MessageId.parse(answers));
        }
        return new Answer(
                json.text("id"),
                json.at("at"),
                json.text("text"),
                json.text("author"),
                Keys.constant(Said.State.class, json.text(STATE)),
                json.at("leaseUntil"),
                json.optionalText("providerId"),
                json.has("reason") ? ReasonCodec.read(json.raw("reason")) : null);
    }
}
