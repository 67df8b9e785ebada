package dev.homing.domain.flow;

import dev.homing.domain.message.MessageStatus;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A named way out of a node. The drawing, the checks, the machine and the reports know a node's ways by the same names. */
public sealed interface Way {
    /** As files and the API write it, such as {@code skipped} or {@code clicked}. */
    String key();

    /** What can become of the sending of a message. */
    enum Sending implements Way {
        /** It went out, and nothing is waited for. */
        SENT,
        /** No status that has a way of its own came within the time. */
        OTHERWISE,
        /** It was not sent, and is not to be: no consent, no address. */
        SKIPPED,
        /** It could not be sent, or did not arrive. */
        FAILED;

        @Override
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where nothing has to be chosen, or nothing of what could be chosen is so. */
    enum Onward implements Way {
        /** The only way out of a node, or what was waited for came. */
        NEXT,
        /** None of a branch's cases holds, or what was waited for did not come in time. */
        OTHERWISE;

        @Override
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What can become of a call of another system. */
    enum Calling implements Way {
        /** It was answered with a status from 200 to 299. */
        SUCCEEDED,
        /** It was answered with another one, or not at all, however often it was tried. */
        FAILED;

        @Override
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One of several cases of a branch, or arms of a split. */
    record Numbered(Kind kind, int number) implements Way {
        /** What is numbered, from 1 on. */
        public enum Kind {
            CASE,
            ARM
        }

        @Override
        public String key() {
            return kind.name().toLowerCase(Locale.ROOT) + "-" + number;
        }
    }

    /** What the provider or the customer said of the message while it was waited for. */
    record On(MessageStatus status) implements Way {
        @Override
        public String key() {
            return status.key();
        }
    }

    /** Null where no way of a message has this name. */
    static @Nullable Way ofKey(String key) {
        for (Sending sending : Sending.values()) {
            if (sending.key().equals(key)) {
                return sending;
            }
        }
        MessageStatus status = MessageStatus.ofKey(key);
        return status == null ? null : new On(status);
    }
}
