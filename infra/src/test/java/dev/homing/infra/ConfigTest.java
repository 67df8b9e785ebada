package dev.homing.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.services.logs.RetentionDays;

class ConfigTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NUMBER = "arn:aws:sms-voice:eu-central-1:123456789012:phone-number/phone-1";

    @TempDir
    Path directory;

    Path zip;

    @BeforeEach
    void pack() throws IOException {
        zip = Synthesised.zip(directory);
    }

    @Test
    void readsWhatIsThere_andFillsInTheRest() throws IOException {
        Config config = read(environment());

        assertThat(config.shop())
                .isEqualTo(new Config.Shop(
                        "Our shop",
                        ZoneId.of("Europe/Berlin"),
                        Currency.getInstance("EUR"),
                        null,
                        URI.create("https://www.myshop.com/de"),
                        null,
                        null,
                        null,
                        null,
                        Map.of(),
                        List.of("https://www.myshop.com"),
                        new Config.Browsers(List.of(), null, false)));
        assertThat(config.mail()).isEqualTo(new Config.Mail("myshop.com", "hello@myshop.com", "Our shop"));
        assertThat(config.alarmAddress()).isEqualTo("alerts@myshop.com");
        assertThat(config.stackPrefix()).isEqualTo("HomingTest");
        assertThat(config.machinePrefix()).isEqualTo("homing-test-");
        assertThat(config.busName()).isEqualTo("homing-test");
        assertThat(config.logRetention()).isEqualTo(RetentionDays.ONE_MONTH);
        assertThat(config.place()).isNull();
        assertThat(config.domain()).isNull();
        assertThat(config.whatsApp()).isNull();
        assertThat(config.sms()).isNull();
        assertThat(config.push()).isNull();
        assertThat(config.placeholders()).isEmpty();
    }

    @Test
    void readsWhatIsOptional() throws IOException {
        ObjectNode environment = environment();
        environment.put("account", "123456789012");
        environment.put("region", "eu-central-1");
        environment.put("busName", "homing");
        environment
                .putObject("whatsapp")
                .put("phoneNumberId", "106540352242922")
                .put("secretName", "shop/whatsapp");
        environment
                .putObject("sms")
                .put("provider", "sns")
                .put("senderId", "Nordwind")
                .put("maxPrice", "0.50");
        String certificate = "arn:aws:acm:eu-central-1:123456789012:certificate/1";
        environment.putObject("domain").put("name", "homing.myshop.com").put("certificateArn", certificate);
        object(environment, "shop").putObject("quietHours").put("from", "21:00").put("to", "08:00");
        object(environment, "shop").putObject("consent").put("email", "explicit");
        object(environment, "shop")
                .put("postalAddress", "Main Street 1, Berlin")
                .put("country", "DE")
                .putArray("origins")
                .add("https://m.myshop.com/");
        object(environment, "shop")
                .put("messagesPerDay", 3)
                .put("priorityWindow", "PT30M")
                .put("browserMessagesPerWeek", 0)
                .put("browserOrders", true)
                .putArray("linkHosts")
                .add("img.myshop.com");

        Config config = read(environment);

        assertThat(config.place()).isEqualTo(new Config.Place("123456789012", "eu-central-1"));
        assertThat(config.busName()).isEqualTo("homing");
        assertThat(config.whatsApp()).isEqualTo(new Config.WhatsApp("106540352242922", "shop/whatsapp"));
        assertThat(config.sms()).isEqualTo(new Config.Sms("sns", null, null, "Nordwind", "0.50"));
        assertThat(config.domain()).isEqualTo(new Config.Domain("homing.myshop.com", certificate));
        assertThat(config.shop().postalAddress()).isEqualTo("Main Street 1, Berlin");
        assertThat(config.shop().settings(config.mail()))
                .containsEntry("quietHours", Map.of("from", "21:00", "to", "08:00"))
                .containsEntry("country", "DE")
                .containsEntry("linkHosts", List.of("img.myshop.com"))
                .containsEntry("messagesPerDay", 3)
                .containsEntry("priorityWindow", "PT30M")
                .containsEntry("browserMessagesPerWeek", 0)
                .containsEntry("browserOrders", true)
                .containsEntry("consent", Map.of("email", "explicit"));
        assertThat(config.shop().origins()).containsExactly("https://m.myshop.com");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    shop.timeZone          | "Mars"             | 'Mars' will not do            | Europe/Berlin
                    shop.currency          | "euros"            | 'euros' will not do           | ISO 4217
                    shop.country           | "Germany"          | 'Germany' will not do         | two capital letters
                    shop.country           | "XX"               | 'XX' will not do              | such as DE
                    shop.url               | "www.myshop.com"   | 'www.myshop.com' will not do  | https://www.myshop.com
                    shop.url               | "https://a b"      | 'https://a b' will not do     | https://www.myshop.com
                    shop.name              | " "                | ' ' will not do               | as customers know it
                    shop.name              |                    | is missing                    | as customers know it
                    shop.origins           | []                 | '[]' will not do              | https://www.myshop.com
                    shop.origins.0         | "m.myshop.com"     | 'm.myshop.com' will not do    | scheme and host
                    shop.quietHours.from   | "9 pm"             | '9 pm' will not do            | 21:00
                    shop.quietHours.to     | "21:00"            | '21:00' will not do           | another than from
                    shop.quietHours.to     |                    | is missing                    | 08:00
                    shop.consent.email     | "yes"              | 'yes' will not do             | implied
                    shop.consent.fax       | "explicit"         | is no setting                 | whatsapp
                    shop.linkHosts.0       | "https://i.my.com" | 'https://i.my.com' will not do | img.myshop.com
                    shop.messagesPerDay    | 0                  | '0' will not do               | from 1 to 10
                    shop.priorityWindow    | "5 minutes"        | '5 minutes' will not do       | PT5M
                    shop.browserMessagesPerWeek | 21            | '21' will not do              | from 0 to 20
                    shop.browserOrders     | "yes"              | 'yes' will not do             | true
                    shop.timezone          | "Europe/Berlin"    | is no setting                 | timeZone
                    mail                   |                    | is missing                    | identity, sender and senderName
                    mail.identity          | "nobody"           | 'nobody' will not do          | SES
                    mail.sender            | "a@other.com"      | 'a@other.com' will not do     | one of mail.identity
                    mail.sender            | "x@notmyshop.com"  | 'x@notmyshop.com' will not do | one of mail.identity
                    concurrency.collect    | 901                | 901 of 1000 will not do       | less 100
                    concurrency.account    | 0                  | '0' will not do               | Service Quotas
                    alarms.monthlyBudget   | 0                  | '0' will not do               | US dollars
                    browserLimit.atOnce    | 0                  | '0' will not do               | such as 2500
                    alarms.address         | "nobody"           | 'nobody' will not do          | email address
                    retention.logDays      | 31                 | '31' will not do              | 1, 3, 7, 14, 30
                    retention.logDays      | "30"               | '30' will not do              | 1, 3, 7, 14, 30
                    logs                   | 30                 | is no setting                 | retention
                    busName                | "my bus"           | 'my bus' will not do          | letters
                    account                | 123456789012       | '123456789012' will not do    | in quotes
                    whatsapp.phoneNumberId | "+49 170"          | '+49 170' will not do         | digits
                    whatsapp.phoneNumberId |                    | is missing                    | digits
                    sms.provider           | "fax"              | 'fax' will not do             | end-user-messaging
                    sms.provider           |                    | is missing                    | sns
                    sms.originationIdentity | "+49151"          | '+49151' will not do          | ARN
                    sms.originationIdentity |                   | is missing                    | end-user-messaging needs one
                    sms.maxPrice           | "ten"              | 'ten' will not do             | such as 0.10
                    sms.maxPrice           | "1"                | '1' will not do               | such as 0.10
                    push.firebaseSecretName |                   | is missing                    | Firebase console
                    push.firebaseSecretName | "a b"             | 'a b' will not do             | Firebase console
                    sms.senderId           | "123"              | '123' will not do             | letters and digits
                    domain.certificateArn  | "x"                | 'x' will not do               | ARN
                    domain.certificateArn  | "arn:aws:acm:us-east-1:123456789012:certificate/1" | will not do | same region
                    """)
    void namesTheField_whatIsWrong_andTheRemedy(String field, @Nullable String value, String wrong, String remedy)
            throws IOException {
        ObjectNode environment = complete();
        set(environment, field, value);

        assertThat(problems(environment)).singleElement().satisfies(problem -> {
            assertThat(problem.field()).isEqualTo("environments.test." + field);
            assertThat(problem.wrong()).contains(wrong);
            assertThat(problem.remedy()).contains(remedy);
        });
    }

    @Test
    void snsHasNoNumberOfItsOwn() throws IOException {
        ObjectNode environment = complete();
        set(environment, "sms.provider", "\"sns\"");
        assertThat(problems(environment)).singleElement().satisfies(problem -> {
            assertThat(problem.field()).isEqualTo("environments.test.sms.originationIdentity");
            assertThat(problem.wrong()).isEqualTo("is no setting of sns");
        });
    }

    @ParameterizedTest
    @CsvSource({"account,region", "region,account"})
    void wantsAccountAndRegion_orNeither(String missing, String there) throws IOException {
        ObjectNode environment = complete();
        set(environment, missing, null);

        assertThat(problems(environment))
                .singleElement()
                .hasToString("environments.test." + there + ": is not enough alone; "
                        + new ConfigSchema().remedy("environments.test." + there));
    }

    @Test
    void saysAllThatIsWrongAtOnce() throws IOException {
        ObjectNode environment = complete();
        set(environment, "shop.timeZone", "\"Mars\"");
        set(environment, "shop.name", null);
        set(environment, "mail.sender", "\"a@other.com\"");
        set(environment, "logs", "30");

        assertThatThrownBy(() -> Config.of("test", file(environment), directory.resolve("none.zip")))
                .isInstanceOf(ConfigException.class)
                .message()
                .satisfies(message -> assertThat(message.lines())
                        .hasSize(5)
                        .anyMatch(line ->
                                line.startsWith("environments.test.shop.timeZone: 'Mars' will not do; use an IANA"))
                        .anyMatch(line -> line.startsWith("environments.test.shop.name: is missing; give"))
                        .anyMatch(line -> line.startsWith("environments.test.mail.sender: 'a@other.com' will not do; "))
                        .anyMatch(line -> line.startsWith("environments.test.logs: is no setting; known are account, "))
                        .anyMatch(line ->
                                line.startsWith("lambdaZip: ") && line.contains("none.zip") && line.contains("mvn")));
    }

    @Test
    void whatIsWrongWithAnotherEnvironment_keepsNobodyFromDeployingThisOne() throws IOException {
        ObjectNode file = JSON.createObjectNode();
        file.putObject("environments").<ObjectNode>set("test", complete()).putObject("test2");
        Path path = directory.resolve("homing.json");
        JSON.writeValue(path.toFile(), file);

        assertThat(Config.of("test", path, zip).environment()).isEqualTo("test");
        assertThatThrownBy(() -> Config.of("test2", path, zip))
                .hasMessageContaining("environments.test2.shop: is missing");
    }

    @ParameterizedTest
    @CsvSource({
        "shop.url,https://www.shop.example/de",
        "shop.url,https://WWW.EXAMPLE.COM",
        "shop.url,http://localhost:8080",
        "shop.origins.0,https://shop.test:8443",
        "mail.identity,example.org",
        "alarms.address,alerts@shop.invalid"
    })
    void knowsPlaceholders(String field, String value) {
        ObjectNode environment = complete();
        set(environment, field, "\"" + value + "\"");

        assertThat(Placeholders.in("environments.test", environment))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.field()).isEqualTo("environments.test." + field.replaceFirst("\\.0$", ""));
                    assertThat(problem.wrong()).contains(value);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://www.myexample.com",
                "https://example.com.br",
                "https://test.com",
                "https://latest",
                "Test"
            })
    void takesNoRealNameForAPlaceholder(String value) {
        ObjectNode environment = complete();
        set(environment, "shop.url", "\"" + value + "\"");

        assertThat(Placeholders.in("environments.test", environment)).isEmpty();
    }

    @Test
    void namesTheEnvironmentsThatThereAre_whenNothingDescribesTheOneAskedFor() {
        assertThatThrownBy(() -> Config.of("prod", file(complete()), zip))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("environments.prod: is missing")
                .hasMessageContaining("-c environment=NAME: test");
    }

    @Test
    void refusesAnEnvironmentThatWouldNotFitIntoNames() throws IOException {
        ObjectNode file = JSON.createObjectNode();
        file.putObject("environments").set("pre-production", complete());
        Path path = directory.resolve("homing.json");
        JSON.writeValue(path.toFile(), file);

        assertThatThrownBy(() -> Config.of("pre-production", path, zip))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("environments.pre-production")
                .hasMessageContaining("lower-case letters and digits");
    }

    @Test
    void saysWhereTheFileIsToBe_andWhereItIsNoJson() throws IOException {
        assertThatThrownBy(() -> Config.of("test", directory.resolve("none.json"), zip))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("none.json is not there")
                .hasMessageContaining("-c config=PATH");

        Path broken = Files.writeString(directory.resolve("broken.json"), "{\n  \"environments\": {,}\n}");
        assertThatThrownBy(() -> Config.of("test", broken, zip))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("broken.json is no JSON: line 2");
    }

    /** The tree's own file names the schema, so that an editor checks it while it is written. */
    @Test
    void theTreesOwnFileNamesTheSchemaThatIsBesideIt() throws IOException {
        String schema =
                JSON.readTree(Path.of("homing.json").toFile()).get("$schema").asText();
        assertThat(Path.of(schema)).isRegularFile();
        assertThat(Config.of("production", Path.of("homing.json"), zip).placeholders())
                .isNotEmpty();
        assertThat(Config.of("staging", Path.of("homing.json"), zip).placeholders())
                .isNotEmpty();
    }

    private Config read(ObjectNode environment) throws IOException {
        return Config.of("test", file(environment), zip);
    }

    private List<ConfigProblem> problems(ObjectNode environment) throws IOException {
        Path file = file(environment);
        return catchThrowableOfType(ConfigException.class, () -> Config.of("test", file, zip))
                .problems();
    }

    private Path file(ObjectNode environment) throws IOException {
        ObjectNode file = JSON.createObjectNode();
        file.putObject("environments").set("test", environment);
        Path path = directory.resolve("homing.json");
        JSON.writeValue(path.toFile(), file);
        return path;
    }

    private static ObjectNode environment() {
        ObjectNode environment = JSON.createObjectNode();
        environment
                .putObject("shop")
                .put("name", "Our shop")
                .put("timeZone", "Europe/Berlin")
                .put("currency", "EUR")
                .put("url", "https://www.myshop.com/de");
        environment
                .putObject("mail")
                .put("identity", "myshop.com")
                .put("sender", "hello@myshop.com")
                .put("senderName", "Our shop");
        environment.putObject("alarms").put("address", "alerts@myshop.com");
        environment.putObject("retention").put("logDays", 30);
        return environment;
    }

    private static ObjectNode complete() {
        ObjectNode environment = environment();
        environment.put("account", "123456789012").put("region", "eu-central-1").put("busName", "homing");
        object(environment, "shop").putArray("origins").add("https://www.myshop.com");
        object(environment, "shop").putObject("quietHours").put("from", "21:00").put("to", "08:00");
        object(environment, "shop").putObject("consent").put("email", "implied");
        environment.putObject("concurrency").put("account", 1000).put("collect", 900);
        environment.putObject("browserLimit").put("aSecond", 50).put("atOnce", 2500);
        environment.putObject("whatsapp").put("phoneNumberId", "106540352242922");
        environment.putObject("sms").put("provider", "end-user-messaging").put("originationIdentity", NUMBER);
        environment.putObject("push").put("firebaseSecretName", "shop/firebase");
        environment
                .putObject("domain")
                .put("name", "homing.myshop.com")
                .put("certificateArn", "arn:aws:acm:eu-central-1:123456789012:certificate/1");
        return environment;
    }

    private static ObjectNode object(JsonNode parent, String name) {
        return (ObjectNode) parent.get(name);
    }

    /** @param value JSON; null takes the field away */
    private static void set(ObjectNode environment, String field, @Nullable String value) {
        JsonNode parent = environment;
        String[] path = field.split("\\.", -1);
        for (int i = 0; i < path.length - 1; i++) {
            if (parent.get(path[i]) == null) {
                ((ObjectNode) parent).putArray(path[i]).addNull();
            }
            parent = parent.get(path[i]);
        }
        String name = path[path.length - 1];
        try {
            if (value == null) {
                ((ObjectNode) parent).remove(name);
            } else if (parent instanceof ArrayNode list) {
                list.set(Integer.parseInt(name), JSON.readTree(value));
            } else {
                ((ObjectNode) parent).set(name, JSON.readTree(value));
            }
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
