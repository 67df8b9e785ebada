package dev.homing.domain.profile;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import java.util.regex.Pattern;

/**
 * Names as they are compared when people search for them: without accents, case and punctuation. Some letters are spelled out in one place and
 * lose their marks in another, so a name has up to three spellings: Müller is {@code muller} and {@code mueller}, and so is Mueller.
 */
public final class Spelling {
    /** Shorter texts begin too many names. */
    public static final int SHORTEST = 2;

    /** More words than that are no name. */
    private static final int MOST_WORDS = 8;

    private static final Pattern ACCENTS = Pattern.compile("[\\u0300-\\u036f]");
    private static final Pattern APOSTROPHES = Pattern.compile("['\\u2019\\u02bc`]");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    /** The letters that German, Danish and Norwegian spell out where their marks are missing. */
    private static final Map<String, String> SPELLED_OUT =
            Map.of("\u00e4", "ae", "\u00f6", "oe", "\u00fc", "ue", "\u00f8", "oe", "\u00e5", "aa");

    /** Letters whose marks Unicode does not tell apart from them. */
    private static final Map<String, String> WITHOUT_MARKS = Map.ofEntries(
            Map.entry("\u00df", "ss"),
            Map.entry("\u0142", "l"),
            Map.entry("\u00f8", "o"),
            Map.entry("\u0111", "d"),
            Map.entry("\u00f0", "d"),
            Map.entry("\u00fe", "th"),
            Map.entry("\u00e6", "ae"),
            Map.entry("\u0153", "oe"),
            Map.entry("\u0131", "i"),
            Map.entry("\u0127", "h"));

    /** As in Mueller, not as in Joe: a vowel of its own seldom stands before a consonant. */
    private static final Pattern SPELLED_OUT_VOWEL = Pattern.compile("(?<=[aou])e(?=[b-df-hj-np-tv-z])");

    private Spelling() {}

    /** All spellings of a text; empty where it has neither letters nor digits. */
    public static SequencedSet<String> of(String text) {
        String lower = Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        String plain = plain(lower);
        SequencedSet<String> spellings = new LinkedHashSet<>();
        spellings.add(plain);
        spellings.add(plain(replaced(lower, SPELLED_OUT)));
        spellings.add(SPELLED_OUT_VOWEL.matcher(plain).replaceAll(""));
        spellings.remove("");
        return spellings;
    }

    /** What a name is found by: each spelling of it, from each of its words on. */
    public static SequencedSet<String> beginnings(String name) {
        SequencedSet<String> all = new LinkedHashSet<>();
        for (String spelling : of(name)) {
            List<String> words = List.of(spelling.split(" "));
            for (int word = 0; word < Math.min(MOST_WORDS, words.size()); word++) {
                all.add(String.join(" ", words.subList(word, words.size())));
            }
        }
        return all;
    }

    /** Whether each word of a query, in any order, begins a word of the name. */
    public static boolean matches(String name, String query) {
        SequencedSet<String> beginnings = beginnings(name);
        List<String> words = words(query);
        return !words.isEmpty()
                && words.stream().allMatch(word -> of(word).stream().anyMatch(spelling -> beginnings.stream()
                        .anyMatch(beginning -> beginning.startsWith(spelling))));
    }

    /** The words of a text as they were typed, without what stands between them. */
    public static List<String> words(String text) {
        List<String> words = new ArrayList<>(List.of(BETWEEN_WORDS.split(withoutApostrophes(text))));
        words.removeIf(String::isBlank);
        return words;
    }

    private static String plain(String lower) {
        String decomposed = Normalizer.normalize(replaced(lower, WITHOUT_MARKS), Normalizer.Form.NFKD);
        String letters = ACCENTS.matcher(withoutApostrophes(decomposed)).replaceAll("");
        return BETWEEN_WORDS.matcher(letters).replaceAll(" ").strip();
    }

    private static String withoutApostrophes(String text) {
        return APOSTROPHES.matcher(text).replaceAll("");
    }

    private static String replaced(String text, Map<String, String> letters) {
        String result = text;
        for (Map.Entry<String, String> letter : letters.entrySet()) {
            result = result.replace(letter.getKey(), letter.getValue());
        }
        return result;
    }
}
