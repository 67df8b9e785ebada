package dev.homing.domain.audience;

/** Where it is told who comes into an audience and who leaves it. */
public sealed interface Destination {
    /** Name of the secret that is needed to tell anything. */
    String secret();

    /**
     * A system of the shop's own.
     *
     * @param secret what requests are signed with
     */
    record Webhook(String url, String secret) implements Destination {}

    /**
     * A custom audience of Meta's, for ads.
     *
     * @param secret a token that may change it
     */
    record CustomAudience(String audienceId, String secret) implements Destination {}

    /** Whether both are the same place, whatever secret it takes. */
    default boolean isWhere(Destination other) {
        return switch (this) {
            case Webhook(String url, String _) -> other instanceof Webhook there && there.url.equals(url);
            case CustomAudience(String id, String _) ->
                other instanceof CustomAudience there && there.audienceId.equals(id);
        };
    }
}
