package dev.homing.domain.consent;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a customer's answer to a message means for the messages after it. A word counts only where it is the whole answer. */
public enum ReplyWord {
    /** They want no more. */
    STOP,
    /** They want messages again. */
    START,
    /** They want to know who writes, which the provider of text messages answers. */
    HELP,
    /** Anything else. */
    NONE;

    /**
     * In the languages that shops use most, with those that AWS takes for an opt-out itself.
     *
     * @see <a href="https://docs.aws.amazon.com/sms-voice/latest/userguide/opt-out-list-keywords.html">AWS, required opt-out keywords</a>
     */
    private static final Set<String> STOPS = Set.of(
            "stop",
            "stop all",
            "stopall",
            "stop promotions",
            "unsubscribe",
            "end",
            "quit",
            "cancel",
            "revoke",
            "remove",
            "opt out",
            "optout",
            "td",
            "stopp",
            "abmelden",
            "abbestellen",
            "arret",
            "arrêt",
            "arrêter",
            "desabonner",
            "désabonner",
            "parar",
            "baja",
            "cancelar",
            "alto",
            "sair",
            "basta",
            "annulla",
            "afmelden",
            "rezygnuję",
            "avsluta");

    /** A plain yes is none of them: it may answer a question. */
    private static final Set<String> STARTS = Set.of("start", "unstop", "opt in", "optin", "subscribe");

    private static final Set<String> HELPS = Set.of("help", "info", "hilfe", "aide", "ayuda");

    /** @param text as it was written; null: nothing was, such as with a picture */
    public static ReplyWord of(@Nullable String text) {
        if (text == null) {
            return NONE;
        }
        String words = text.toLowerCase(Locale.ROOT)
                .replaceAll("[\\p{Punct}\\p{So}¡¿]+", " ")
                .strip()
                .replaceAll("\\s+", " ");
        if (STOPS.contains(words)) {
            return STOP;
        }
        if (STARTS.contains(words)) {
            return START;
        }
        return HELPS.contains(words) ? HELP : NONE;
    }
}
