package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homing.adapter.json.Json;
import dev.homing.app.port.TellQueue.TellJob;
import dev.homing.app.port.WebCalls.Answer;
import dev.homing.app.port.WebCalls.Request;
import dev.homing.domain.Facts;
import dev.homing.domain.HookSignature;
import dev.homing.domain.audience.Hashed;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.Consent;
import dev.homing.domain.id.Group;
import dev.homing.lambda.AwsEvents;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Who comes into an audience and who leaves it is told elsewhere, of those who want it. */
class DestinationsTest {
    private static final String GERMANS =
            "{\"name\":\"Germans\",\"condition\":{\"attribute\":\"country\",\"is\":\"DE\"}}";
    private static final String META = "{\"type\":\"meta\",\"audienceId\":\"42\",\"accessToken\":{\"secret\":\"ads\"}}";
    private static final String HOOK =
            "{\"type\":\"webhook\",\"url\":\"https://crm.example.com/hook\",\"secret\":\"crm\"}";

    private World world = new World();
    private int number;

    private JsonNode call(String method, String path, int status, String body) {
        AwsEvents.Answer answer =
                AwsEvents.Answer.of(world.wiring().adminHandler().handle(AwsEvents.api(method, path, "admin", body)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        world.settle();
        return answer.json();
    }

    private void says(String user, Map<String, Object> traits) {
        world.event(Facts.of(Map.of(
                "type",
                "identify",
                "messageId",
                "t" + number++,
                "timestamp",
                world.now().toString(),
                "userId",
                user,
                "traits",
                traits)));
        world.advance(Duration.ofMinutes(2));
    }

    private void subscribed(String user, String country) {
        says(user, Map.of("email", user + "@example.com", "country", country, "emailConsent", true));
    }

    private void audience() {
        world.ports.secrets.put("ads", "token");
        world.ports.secrets.put("crm", "s3cret");
        call("PUT", "/api/audiences/germans", 200, GERMANS);
        world.advance(Duration.ofMinutes(2));
    }

    private static Hashed hashed(String user) {
        return Hashed.of(user + "@example.com", null);
    }

    /** What Meta has after all that it was told. */
    private Set<String> known() {
        TreeSet<String> known = new TreeSet<>();
        for (Request request : made("graph.facebook.com")) {
            String email = Json.object(String.valueOf(request.body()))
                    .map("payload")
                    .values()
                    .toString();
            for (String user : List.of("ada", "bob", "cay")) {
                if (email.contains(hashed(user).email())) {
                    boolean in = request.method().name().equals("POST");
                    if (in) {
                        known.add(user);
                    } else {
                        known.remove(user);
                    }
                }
            }
        }
        return known;
    }

    private List<Request> made(String host) {
        return world.ports.webCalls.made().stream()
                .filter(request -> request.uri().getHost().equals(host))
                .toList();
    }

    @Test
    void isToldWhoIsThere_whoComes_andWhoLeaves_ofThoseWhoWantIt() {
        subscribed("ada", "DE");
        says("cay", Map.of("email", "cay@example.com", "country", "DE"));
        audience();
        call("PUT", "/api/audiences/germans/destinations/meta", 200, META);
        world.advance(Duration.ofMinutes(5));
        assertThat(known()).containsExactly("ada");
        Request first = made("graph.facebook.com").getFirst();
        assertThat(first.uri()).hasToString("https://graph.facebook.com/v23.0/42/users");
        assertThat(first.headers())
                .containsEntry("Authorization", "Bearer token")
                .containsKey("Idempotency-Key");
        assertThat(first.body())
                .isEqualTo("{\"payload\":{\"schema\":[\"EMAIL_SHA256\",\"PHONE_SHA256\"],\"data\":[[\""
                        + hashed("ada").email() + "\",\"\"]]}}");

        subscribed("bob", "DE");
        says("ada", Map.of("country", "AT"));
        assertThat(known()).containsExactly("bob");
        says("cay", Map.of("emailConsent", true));
        assertThat(known()).containsExactly("bob", "cay");
        says("bob", Map.of("emailConsent", false));
        assertThat(known()).containsExactly("cay");
        says("cay", Map.of("email", "ada@example.com"));
        assertThat(known()).containsExactly("ada");
        JsonNode shown =
                call("GET", "/api/audiences/germans/destinations", 200, "").at("/destinations/0");
        assertThat(shown.path("told").asInt()).isEqualTo(1);
        assertThat(shown.path("waiting").asInt()).isZero();
        assertThat(shown.has("lastError")).isFalse();
        assertThat(shown.toString()).doesNotContain("token\"");
    }

    @Test
    void aWebhookIsSigned() {
        audience();
        call("PUT", "/api/audiences/germans/destinations/crm", 200, HOOK);
        world.advance(Duration.ofMinutes(5));
        subscribed("ada", "DE");
        Request request = made("crm.example.com").getFirst();
        Facts body = Json.object(String.valueOf(request.body()));
        assertThat(body.text("audience")).isEqualTo("germans");
        assertThat(body.text("change")).isEqualTo("entered");
        assertThat(body.text("email_sha256")).isEqualTo(hashed("ada").email());
        assertThat(body.text("id")).isEqualTo(world.user("ada").value());
        assertThat(body.values()).doesNotContainKey("phone_sha256");
        String header = String.valueOf(request.headers().get(HookSignature.HEADER));
        String seconds = header.substring(2, header.indexOf(','));
        assertThat(header)
                .endsWith("v1="
                        + HexFormat.of()
                                .formatHex(HookSignature.of(
                                        "s3cret",
                                        seconds,
                                        String.valueOf(request.body()).getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void triesAgain_showsWhatFailed_andTellsItWhenItIsSavedOnceMore() {
        subscribed("ada", "DE");
        audience();
        world.ports.webCalls.answer(new Answer.Silence("nothing came"));
        world.ports.webCalls.answer(new Answer.Answered(400, ""));
        call("PUT", "/api/audiences/germans/destinations/meta", 200, META);
        world.advance(Duration.ofHours(1));
        JsonNode shown =
                call("GET", "/api/audiences/germans/destinations", 200, "").at("/destinations/0");
        assertThat(shown.path("told").asInt()).isZero();
        assertThat(shown.path("waiting").asInt()).isEqualTo(1);
        assertThat(shown.path("lastError").asText()).isEqualTo("it answered with the status 400");
        call("PUT", "/api/audiences/germans/destinations/meta", 200, META);
        world.advance(Duration.ofHours(1));
        assertThat(known()).containsExactly("ada");
        assertThat(made("graph.facebook.com").stream()
                        .map(request -> request.headers().get("Idempotency-Key"))
                        .distinct())
                .hasSize(1);
        call("PUT", "/api/audiences/germans/destinations/meta", 409, META.replace("42", "43"));
        call("DELETE", "/api/audiences/germans", 409, "");
        call("DELETE", "/api/audiences/germans/destinations/meta", 202, "");
        world.advance(Duration.ofMinutes(5));
        call("DELETE", "/api/audiences/germans/destinations/meta", 404, "");
        call("DELETE", "/api/audiences/germans", 202, "");
        says("ada", Map.of("country", "AT"));
        assertThat(known()).as("nothing more is told").containsExactly("ada");
    }

    @Test
    void namesEveryProblem() {
        audience();
        assertThat(call("PUT", "/api/audiences/germans/destinations/x", 422, "{\"type\":\"meta\",\"audienceId\":\"x\"}")
                        .path("errors")
                        .findValuesAsText("field"))
                .containsExactly("audienceId", "accessToken");
        assertThat(call(
                                "PUT",
                                "/api/audiences/germans/destinations/x",
                                422,
                                "{\"type\":\"webhook\",\"url\":\"http://10.0.0.1/\"}")
                        .path("errors")
                        .findValuesAsText("field"))
                .contains("url", "secret");
        call("PUT", "/api/audiences/none/destinations/x", 404, META);
        call("GET", "/api/audiences/none/destinations", 404, "");
    }

    @Test
    void losesNobody_whoTurnsOutToBeAnother() {
        audience();
        call("PUT", "/api/audiences/germans/destinations/meta", 200, META);
        world.advance(Duration.ofMinutes(5));
        subscribed("ada", "DE");
        says("bob", Map.of("email", "ada@example.com", "country", "DE", "emailConsent", true));
        world.event(Facts.of(Map.of(
                "type",
                "alias",
                "messageId",
                "a1",
                "timestamp",
                world.now().toString(),
                "previousId",
                "bob",
                "userId",
                "ada")));
        world.advance(Duration.ofHours(1));
        assertThat(known()).containsExactly("ada");
    }

    /** Whatever is killed, and in whatever order jobs come: what Meta has in the end is what is so. */
    @Property(tries = 40)
    void endsWithWhatIsSo_whateverIsKilled(@ForAll long seed) {
        Random random = new Random(seed);
        Chaos chaos = new Chaos(new Random(seed), 0.05);
        world = new World(chaos);
        chaos.off();
        subscribed("ada", "DE");
        audience();
        call("PUT", "/api/audiences/germans/destinations/meta", 200, META);
        chaos.on();
        world.advance(Duration.ofMinutes(3));
        for (int i = 0; i < 8; i++) {
            String user = List.of("ada", "bob", "cay").get(random.nextInt(3));
            switch (random.nextInt(3)) {
                case 0 -> subscribed(user, "DE");
                case 1 -> says(user, Map.of("country", "AT"));
                default -> says(user, Map.of("emailConsent", random.nextBoolean()));
            }
        }
        chaos.off();
        world.advance(Duration.ofHours(2));
        List<TellJob> late = new ArrayList<>();
        for (String user : List.of("ada", "bob", "cay")) {
            late.add(new TellJob("germans", "meta", world.user(user)));
        }
        Set<String> before = known();
        late.forEach(job -> world.wiring().tellDestination().tell(job, world.now()));
        assertThat(known()).as("late jobs change nothing").isEqualTo(before);
        TreeSet<String> wanted = new TreeSet<>();
        for (String user : List.of("ada", "bob", "cay")) {
            var profile = world.ports.profiles.load(world.user(user));
            boolean in = world.ports
                            .memberships
                            .standing(Group.audience("germans"), world.user(user))
                            .in()
                    && profile.consents().on(Channel.EMAIL).state() == Consent.State.SUBSCRIBED;
            if (in) {
                wanted.add(user);
            }
        }
        assertThat(known()).isEqualTo(wanted);
    }
}
