package dev.homing.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.services.logs.RetentionDays;

class ConfigTest {
    @TempDir
    Path directory;

    Path zip;

    @BeforeEach
    void pack() throws IOException {
        zip = Synthesised.zip(directory);
    }

    @Test
    void readsWhatIsThere_andFillsInTheRest() {
        Config config = read(environment());

        assertThat(config.shop())
                .isEqualTo(new Config.Shop(
                        "Our shop",
                        ZoneId.of("Europe/Berlin"),
                        Currency.getInstance("EUR"),
                        URI.create("https://www.shop.example/de"),
                        null,
                        List.of("https://www.shop.example")));
        assertThat(config.stackPrefix()).isEqualTo("HomingTest");
        assertThat(config.machinePrefix()).isEqualTo("homing-test-");
        assertThat(config.busName()).isEqualTo("homing-test");
        assertThat(config.logRetention()).isEqualTo(RetentionDays.ONE_MONTH);
        assertThat(config.place()).isNull();
        assertThat(config.domain()).isNull();
        assertThat(config.whatsAppPhoneNumberId()).isEmpty();
    }

    @Test
    void readsWhatIsOptional() {
        Map<String, Object> environment = environment();
        environment.put("account", "123456789012");
        environment.put("region", "eu-central-1");
        environment.put("busName", "homing");
        environment.put("whatsapp", Map.of("phoneNumberId", "106540352242922"));
        String certificate = "arn:aws:acm:eu-central-1:123456789012:certificate/1";
        environment.put("domain", Map.of("name", "homing.shop.example", "certificateArn", certificate));

        Config config = read(environment);

        assertThat(config.place()).isEqualTo(new Config.Place("123456789012", "eu-central-1"));
        assertThat(config.busName()).isEqualTo("homing");
        assertThat(config.whatsAppPhoneNumberId()).isEqualTo("106540352242922");
        assertThat(config.domain()).isEqualTo(new Config.Domain("homing.shop.example", certificate));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    shop.timeZone             | Mars                | Europe/Berlin
                    shop.currency             | euros               | ISO 4217
                    shop.url                  | www.shop.example    | https://www.shop.example
                    shop.name                 | ''                  | name
                    mail.identity             | nobody              | SES
                    mail.sender               | a@other.example     | one of mail.identity
                    alarms.address            | nobody              | email address
                    logRetentionDays          | 31                  | 1, 3, 7, 14, 30
                    busName                   | my bus              | letters
                    region                    | eu-central-1        | both account and region
                    whatsapp.phoneNumberId    | +49 170             | digits
                    domain.certificateArn     | x                   | ARN
                    shop.timezone             | Europe/Berlin       | timeZone
                    retention                 | 30                  | logRetentionDays
                    """)
    void namesTheFieldAndTheRemedy(String field, String value, String remedy) {
        Map<String, Object> environment = environment();
        environment.put("domain", new HashMap<>(Map.of("name", "homing.shop.example")));
        environment.put("whatsapp", new HashMap<>());
        set(environment, field, value);

        assertThatThrownBy(() -> read(only(environment, field)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("environments.test." + (field.equals("region") ? "account" : field))
                .hasMessageContaining(remedy);
    }

    @Test
    void namesTheEnvironment_whenNothingDescribesIt() {
        assertThatThrownBy(() -> Config.of("prod", Map.of("production", environment()), zip))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("environments.prod")
                .hasMessageContaining("-c environment=");
    }

    @Test
    void refusesAnEnvironmentThatWouldNotFitIntoNames() {
        assertThatThrownBy(() -> Config.of("pre-production", Map.of("pre-production", environment()), zip))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("lower-case letters and digits");
    }

    @Test
    void saysHowToBuildTheFunctions_whenTheyAreNotThere() {
        assertThatThrownBy(() -> Config.of("test", Map.of("test", environment()), directory.resolve("none.zip")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("none.zip")
                .hasMessageContaining("mvn");
    }

    private Config read(Map<String, Object> environment) {
        return Config.of("test", Map.of("test", environment), zip);
    }

    private static Map<String, Object> environment() {
        Map<String, Object> environment = new HashMap<>();
        environment.put(
                "shop",
                new HashMap<>(Map.of(
                        "name", "Our shop",
                        "timeZone", "Europe/Berlin",
                        "currency", "EUR",
                        "url", "https://www.shop.example/de")));
        environment.put(
                "mail",
                new HashMap<>(
                        Map.of("identity", "shop.example", "sender", "hello@shop.example", "senderName", "Our shop")));
        environment.put("alarms", new HashMap<>(Map.of("address", "alerts@shop.example")));
        environment.put("logRetentionDays", 30);
        return environment;
    }

    /** Without the two unfinished optional objects, unless the field is about them. */
    private static Map<String, Object> only(Map<String, Object> environment, String field) {
        for (String optional : List.of("domain", "whatsapp")) {
            if (!field.startsWith(optional)) {
                environment.remove(optional);
            }
        }
        return environment;
    }

    @SuppressWarnings("unchecked")
    private static void set(Map<String, Object> environment, String field, String value) {
        int dot = field.indexOf('.');
        if (dot < 0) {
            environment.put(field, value);
        } else {
            ((Map<String, Object>) Objects.requireNonNull(environment.get(field.substring(0, dot))))
                    .put(field.substring(dot + 1), value);
        }
    }
}
