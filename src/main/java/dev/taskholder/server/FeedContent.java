package dev.taskholder.server;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one of the demo's feeds tells: made up from a few words, the same for the same item each time.
 *
 * @param length how many items it has
 */
record FeedContent(
        String name, int length, List<String> firsts, List<String> seconds, List<String> thirds, List<String> texts) {
    private static final int ENDLESS = Integer.MAX_VALUE;

    private static final List<FeedContent> ALL = List.of(
            // Ships that come and go, without end.
            new FeedContent(
                    "harbour",
                    ENDLESS,
                    List.of("Grey", "Northern", "Patient", "Little", "Golden", "Silent", "Merry"),
                    List.of(
                            "Heron",
                            "Marguerite",
                            "Comet",
                            "Gannet",
                            "Juniper",
                            "Albatross",
                            "Dolphin",
                            "Lark",
                            "Osprey"),
                    List.of(
                            "moors at the east quay",
                            "waits for the tide",
                            "leaves for the islands",
                            "takes on coal",
                            "is towed in"),
                    List.of(
                            "The crew has shore leave until dusk.",
                            "Gulls follow her past the breakwater.",
                            "Her hold is full of oranges.",
                            "The pilot says the wind will turn by noon.",
                            "A dog on the foredeck greets the harbour.",
                            "She was last seen here nine years ago.")),
            // A garden's year, 365 entries.
            new FeedContent(
                    "garden",
                    365,
                    List.of("Early", "Wild", "Climbing", "Late", "Old", "Blue", "White"),
                    List.of("roses", "sweet peas", "beans", "apples", "thyme", "asters", "poppies", "quinces"),
                    List.of("come up", "want water", "are in full bloom", "must be tied", "are ready to pick"),
                    List.of(
                            "The blackbird has found them too.",
                            "Mild air, a little rain towards evening.",
                            "The hedgehog is back under the shed.",
                            "Two baskets, one for the neighbours.",
                            "Next year they go to the south wall.",
                            "Bees from the first light on.")),
            // A small cook book, 47 soups.
            new FeedContent(
                    "soups",
                    47,
                    List.of("Clear", "Thick", "Cold", "Smoked", "Winter", "Quick"),
                    List.of("leek", "pumpkin", "tomato", "lentil", "mushroom", "barley", "fennel"),
                    List.of("soup with croutons", "broth", "soup with cream", "soup with dumplings", "soup for two"),
                    List.of(
                            "Let it simmer, not boil.",
                            "Better on the second day.",
                            "A spoon of vinegar at the end.",
                            "Roast the vegetables first.",
                            "Serve with dark bread.")));

    /** The feed of this name, null if there is none. */
    static @Nullable FeedContent named(String name) {
        for (FeedContent feed : ALL) {
            if (feed.name.equals(name)) {
                return feed;
            }
        }
        return null;
    }

    /** A page as JSON: {@code { "items": [{ "id", "title", "text" }, …], "next": 1 }}; {@code next} is null at the end. */
    String page(int page, int size) {
        long from = (long) page * size;
        long to = Math.min(from + size, length);
        StringBuilder json = new StringBuilder("{\"items\":[");
        for (long i = from; i < to; i++) {
            json.append(i == from ? "" : ",").append(item(i));
        }
        return json.append("],\"next\":")
                .append(to < length ? page + 1 : "null")
                .append("}")
                .toString();
    }

    /** No word in here needs an escape. */
    private String item(long i) {
        String title = word(firsts, i, 1) + " " + word(seconds, i, 2) + " " + word(thirds, i, 3);
        return "{\"id\":\"" + name + "-" + i + "\",\"title\":\"" + title + "\",\"text\":\"" + word(texts, i, 4) + "\"}";
    }

    /** A word that looks picked at random: the bits of the position are stirred by a multiplication with a prime. */
    private static String word(List<String> words, long i, int salt) {
        long stirred = (i * 31 + salt) * 2_654_435_761L;
        return words.get((int) Long.remainderUnsigned(stirred >>> 13, words.size()));
    }
}
