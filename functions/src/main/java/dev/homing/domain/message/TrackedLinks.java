package dev.homing.domain.message;

import dev.homing.domain.id.MessageId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The addresses in a message by which its opening, clicks and unsubscribing are known. A link carries the message's id, its number and a
 * signature, and no target: that is kept with the message, so nobody can make it lead elsewhere.
 */
public final class TrackedLinks {
    /** The number of the link that no person sees: who follows it is a machine. */
    public static final int HIDDEN = 0;

    private static final Pattern BODY = Pattern.compile("<body\\b[^>]*>", Pattern.CASE_INSENSITIVE);
    private static final Pattern END_OF_BODY = Pattern.compile("</body\\s*>", Pattern.CASE_INSENSITIVE);
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"')\\]]+");

    /** What follows an address in running text is none of it. */
    private static final Pattern ENDS_A_SENTENCE = Pattern.compile("[.,;:!?]+$");

    private final String publicUrl;
    private final Supplier<Signature> signature;

    /** Under a key that stays. */
    public TrackedLinks(String publicUrl, Signature signature) {
        this(publicUrl, () -> signature);
    }

    /**
     * @param publicUrl where the tracking addresses are served, without a slash at its end
     * @param signature asked for each link, since its key may be changed
     */
    public TrackedLinks(String publicUrl, Supplier<Signature> signature) {
        this.publicUrl = publicUrl;
        this.signature = signature;
    }

    /** A text whose links are tracked. */
    public record Tracked(String text, List<String> targets) {}

    /** Changes where the links of an HTML text lead. */
    @FunctionalInterface
    public interface Rewriting {
        String replaceLinks(String html, UnaryOperator<String> target);
    }

    /**
     * @param targets where links of another part of the same message lead: the same targets keep their numbers
     * @param base in front of links without a host
     */
    public Tracked html(String html, MessageId message, List<String> targets, String base, Rewriting rewriting) {
        List<String> all = new ArrayList<>(targets);
        StringBuilder text = new StringBuilder(rewriting.replaceLinks(html, found -> {
            String target = absolute(found, base);
            return tracks(target) ? link(message, target, all) : found;
        }));
        String hidden = "<a href=\"" + clickUrl(message, HIDDEN)
                + "\" style=\"display:none\" aria-hidden=\"true\" tabindex=\"-1\"></a>";
        String pixel =
                "<img src=\"" + openUrl(message) + "\" width=\"1\" height=\"1\" alt=\"\" style=\"display:block\">";
        text.insert(endOfBody(text), pixel);
        // First of all links: a scanner that follows them in their order has given itself away when it comes to the
        // others.
        Matcher body = BODY.matcher(text);
        text.insert(body.find() ? body.end() : 0, hidden);
        return new Tracked(text.toString(), List.copyOf(all));
    }

    /** Where the last body of the text ends; its own end where it has none. */
    private static int endOfBody(CharSequence text) {
        int end = text.length();
        Matcher found = END_OF_BODY.matcher(text);
        while (found.find()) {
            end = found.start();
        }
        return end;
    }

    /**
     * The same for plain text.
     *
     * @param meant which of the addresses in it are to be links; others stay as they are
     */
    public Tracked plain(String plain, MessageId message, List<String> targets, Predicate<String> meant) {
        return plain(plain, message, targets, meant, this::clickUrl);
    }

    /** The same for a text in which every character counts: see {@link #shortUrl}. */
    public Tracked brief(String plain, MessageId message, Predicate<String> meant) {
        return plain(plain, message, List.of(), meant, this::shortUrl);
    }

    private Tracked plain(
            String plain,
            MessageId message,
            List<String> targets,
            Predicate<String> meant,
            BiFunction<MessageId, Integer, String> url) {
        List<String> all = new ArrayList<>(targets);
        StringBuilder text = new StringBuilder();
        Matcher address = ADDRESS.matcher(plain);
        while (address.find()) {
            String target = ENDS_A_SENTENCE.matcher(address.group()).replaceFirst("");
            String after = address.group().substring(target.length());
            String replacement =
                    (tracks(target) && meant.test(target) ? url.apply(message, number(target, all)) : target) + after;
            address.appendReplacement(text, Matcher.quoteReplacement(replacement));
        }
        address.appendTail(text);
        return new Tracked(text.toString(), List.copyOf(all));
    }

    /** What fills the variable of a button's approved address, which ends in {@code /t/c/}. */
    public String clickPath(MessageId message, int number) {
        return message + "/" + number + "/" + signature.get().of("c " + message + " " + number);
    }

    public String clickUrl(MessageId message, int number) {
        return publicUrl + "/t/c/" + clickPath(message, number);
    }

    /** The same link in 42 characters behind the host; or as it always is, where it does not go into so few. */
    public String shortUrl(MessageId message, int number) {
        String link = new ShortClick(message, number).write();
        return link == null
                ? clickUrl(message, number)
                : publicUrl + "/t/" + link + signature.get().shortOf(link);
    }

    /** What a short link is of. */
    public record Link(MessageId message, int number) {}

    /** @return null where the end of a short address was not signed here */
    public @Nullable Link shortLink(String end) {
        if (end.length() != ShortClick.LENGTH + Signature.SHORT) {
            return null;
        }
        String link = end.substring(0, ShortClick.LENGTH);
        ShortClick click = ShortClick.read(link);
        return click == null || !signature.get().shortFits(link, end.substring(ShortClick.LENGTH))
                ? null
                : new Link(click.message(), click.number());
    }

    public String openUrl(MessageId message) {
        return publicUrl + "/t/o/" + message + "/" + signature.get().of("o " + message) + ".gif";
    }

    /** What a browser calls that showed a notification. */
    public String shownUrl(MessageId message) {
        return publicUrl + "/t/d/" + message + "/" + signature.get().of("d " + message);
    }

    /** What a browser calls that could not show a notification. */
    public String notShownUrl(MessageId message) {
        return publicUrl + "/t/f/" + message + "/" + signature.get().of("f " + message);
    }

    public boolean shownFits(MessageId message, String given) {
        return signature.get().fits("d " + message, given);
    }

    public boolean notShownFits(MessageId message, String given) {
        return signature.get().fits("f " + message, given);
    }

    public String unsubscribeUrl(MessageId message) {
        return publicUrl + "/u/" + message + "/" + signature.get().of("u " + message);
    }

    /** Where the customer chooses what they hear. */
    public String preferencesUrl(MessageId message) {
        return publicUrl + "/preferences/" + message + "/" + signature.get().of("p " + message);
    }

    public boolean preferencesFits(MessageId message, String given) {
        return signature.get().fits("p " + message, given);
    }

    public boolean clickFits(MessageId message, int number, String given) {
        return signature.get().fits("c " + message + " " + number, given);
    }

    public boolean openFits(MessageId message, String given) {
        return signature
                .get()
                .fits("o " + message, given.endsWith(".gif") ? given.substring(0, given.length() - 4) : given);
    }

    public boolean unsubscribeFits(MessageId message, String given) {
        return signature.get().fits("u " + message, given);
    }

    /** Where a number leads; null where the message has no such link. */
    public static @Nullable String target(Message message, int number) {
        return number >= 1 && number <= message.links().size() ? message.links().get(number - 1) : null;
    }

    private String link(MessageId message, String target, List<String> targets) {
        return clickUrl(message, number(target, targets));
    }

    private static int number(String target, List<String> targets) {
        int index = targets.indexOf(target);
        if (index < 0) {
            targets.add(target);
            index = targets.size() - 1;
        }
        return index + 1;
    }

    private boolean tracks(String target) {
        return (target.startsWith("http://") || target.startsWith("https://"))
                && !target.startsWith(publicUrl + "/u/")
                && !target.startsWith(publicUrl + "/t/")
                && !target.startsWith(publicUrl + "/preferences/");
    }

    private static String absolute(String target, String base) {
        if (target.startsWith("/") && !target.startsWith("//")) {
            int path = base.indexOf('/', base.indexOf("//") + 2);
            return (path < 0 ? base : base.substring(0, path)) + target;
        }
        return target;
    }
}
