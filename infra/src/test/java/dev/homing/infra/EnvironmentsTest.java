package dev.homing.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two environments in one account, and one environment synthesised twice. */
class EnvironmentsTest {
    private static final String SMS_POOL = "arn:aws:sms-voice:eu-central-1:123456789012:pool/pool-1";

    @Test
    void stagingTakesNothingOfProductions() {
        Set<String> production = claimed(Synthesised.production());
        Set<String> staging = claimed(Synthesised.staging());
        assertThat(production)
                .contains("homing", "homing-production-<AccountId>", "homing-production-")
                .doesNotContainAnyElementsOf(staging);
        assertThat(staging).contains("homing-staging", "homing-staging-<AccountId>", "homing-staging-");
    }

    @Test
    void stagingsPoliciesReachNoMachineOfProductions() {
        Template app = Synthesised.staging().app();
        assertThat(app.json().toString()).contains("homing-staging-*").doesNotContain("homing-production");
    }

    @Test
    void aShopsOwnDomainServesThePageAndTheLinks_andTheOtherAddressIsClosed() {
        Template app = Synthesised.staging().app();
        assertThat(app.at("PublicHttp/Api")
                        .at("/Properties/DisableExecuteApiEndpoint")
                        .asBoolean())
                .isTrue();
        assertThat(app.at("PublicHttp/Domain").at("/Properties/DomainName").asText())
                .isEqualTo("homing.shop.example");
        assertThat(app.ofType("AWS::ApiGatewayV2::ApiMapping")).hasSize(1);
        assertThat(app.at("Routes/PageClient").at("/Properties/CallbackURLs/0").asText())
                .isEqualTo("https://homing.shop.example/");
        assertThat(variable(app, "EmailSendHandler", "PUBLIC_URL")).isEqualTo("https://homing.shop.example");
        assertThat(app.json().at("/Outputs/DomainTarget").isMissingNode()).isFalse();
    }

    @Test
    void whatsAppsNumberIsGiven_whereThereIsOne() {
        assertThat(variable(Synthesised.staging().app(), "WhatsAppSendHandler", "WHATSAPP_PHONE_NUMBER_ID"))
                .isEqualTo("106540352242922");
        assertThat(variable(Synthesised.production().app(), "WhatsAppSendHandler", "WHATSAPP_PHONE_NUMBER_ID"))
                .isEmpty();
    }

    @Test
    void aNumberSends_tellsAndTakesAnswers_whereThereIsOne() {
        Template app = Synthesised.staging().app();
        assertThat(variable(app, "SmsSendHandler", "SMS_PROVIDER")).isEqualTo("end-user-messaging");
        assertThat(variable(app, "SmsSendHandler", "SMS_ORIGINATION_IDENTITY")).isEqualTo(SMS_POOL);
        assertThat(variable(app, "SmsSendHandler", "SMS_MAX_PRICE")).isEqualTo("0.10");
        assertThat(app.permissions(app.function("SmsSendHandler")
                        .at("/Properties/Role/Fn::GetAtt/0")
                        .asText()))
                .containsEntry(SMS_POOL, Set.of("sms-voice:SendTextMessage"))
                .hasEntrySatisfying(
                        "arn:<Partition>:sms-voice:eu-central-1:123456789012:configuration-set/shop",
                        actions -> assertThat(actions).containsExactly("sms-voice:SendTextMessage"));
        JsonNode answers = app.ofType("AWS::SNS::Subscription").values().stream()
                .map(each -> each.get("Properties"))
                .filter(each -> each.get("Protocol").asText().equals("sqs"))
                .findFirst()
                .orElseThrow();
        assertThat(app.name(answers.get("TopicArn"))).isEqualTo("Sending/SmsAnswers");
        assertThat(app.name(answers.get("Endpoint"))).isEqualTo("Sending/Feedback/Queue");
        assertThat(answers.get("RawMessageDelivery").asBoolean()).isTrue();
        assertThat(app.json().at("/Outputs/SmsAnswersTopic").isMissingNode()).isFalse();

        Template without = Synthesised.production().app();
        assertThat(variable(without, "SmsSendHandler", "SMS_PROVIDER")).isEmpty();
        assertThat(without.json().at("/Outputs/SmsAnswersTopic").isMissingNode())
                .isTrue();
    }

    @Test
    void appsAreReached_whereAFirebaseProjectIsNamed() {
        Template app = Synthesised.staging().app();
        assertThat(variable(app, "PushSendHandler", "FIREBASE_URL")).isEqualTo("https://fcm.googleapis.com");
        assertThat(readersOf(app, "FIREBASE_SECRET_ID")).containsExactly("PushSendHandler");
        assertThat(readersOf(app, "PUSH_SECRET_ID")).containsExactly("PushSendHandler", "SetupHandler");
        assertThat(readersOf(Synthesised.production().app(), "FIREBASE_SECRET_ID"))
                .isEmpty();
    }

    @Test
    void theAddressIsToldWhatTheMonthCosts_whereTheShopSaysHowMuchItMay() {
        assertThat(Synthesised.production().app().ofType("AWS::Budgets::Budget"))
                .isEmpty();
        JsonNode budget = Synthesised.staging().app().at("Watch/Budget").get("Properties");
        assertThat(budget.at("/Budget/BudgetLimit").toString()).isEqualTo("{\"Amount\":50,\"Unit\":\"USD\"}");
        assertThat(budget.get("NotificationsWithSubscribers"))
                .extracting(each -> each.at("/Notification/NotificationType").asText() + " "
                        + each.at("/Notification/Threshold").asInt() + " "
                        + each.at("/Subscribers/0/Address").asText())
                .containsExactly(
                        "ACTUAL 50 alerts@shop.example",
                        "ACTUAL 100 alerts@shop.example",
                        "FORECASTED 100 alerts@shop.example");
    }

    @Test
    void aFloodOfEventsTakesAShareOfTheAccount_whereTheShopSaysSo() {
        assertThat(Synthesised.staging()
                        .app()
                        .function("CollectHandler")
                        .at("/Properties/ReservedConcurrentExecutions")
                        .asInt())
                .isEqualTo(200);
        Template production = Synthesised.production().app();
        assertThat(production.ofType("AWS::Lambda::Function").values())
                .as("small accounts have nothing to reserve")
                .noneMatch(function -> function.at("/Properties").has("ReservedConcurrentExecutions"));
        assertThat(variable(production, "CollectHandler", "BROWSER_LIMIT")).isEqualTo("50/2500");
    }

    /** As synthesised from the file in the tree: whoever has not described his shop must not deploy someone else's. */
    @Test
    void theTreesOwnPlaceholdersAreErrors_eachOfWhichKeepsTheDataStackFromBeingDeployed() {
        assertThat(Synthesised.production().messages())
                .filteredOn(message -> message.contains("is an example"))
                .hasSize(4)
                .allMatch(message -> message.startsWith("/HomingProductionData: environments.production."))
                .anyMatch(message ->
                        message.contains("shop.url: 'https://www.shop.example' is an example; put your own"));
    }

    @Test
    void aShopsOwnSecretForWhatsApp_isReadByThoseWhoTalkToWhatsApp_andByNoOneElse() {
        Template app = Synthesised.staging().app();
        JsonNode hook = app.function("WhatsAppHookHandler");
        assertThat(app.name(hook.at("/Properties/Environment/Variables/WHATSAPP_SECRET_ID")))
                .endsWith(":secret:shop/whatsapp");
        assertThat(hook.at("/Properties/Environment/Variables").has("SECRET_ID"))
                .isFalse();
        assertThat(readersOf(app, "WHATSAPP_SECRET_ID")).containsExactly("WhatsAppHookHandler", "WhatsAppSendHandler");
        assertThat(readersOf(app, "SECRET_ID"))
                .containsExactly(
                        "EmailSendHandler", "PushSendHandler", "SmsSendHandler", "TrackHandler", "WhatsAppSendHandler");
    }

    private static Set<String> readersOf(Template app, String variable) {
        Set<String> readers = new TreeSet<>(app.functions().keySet());
        readers.removeIf(handler ->
                !app.function(handler).at("/Properties/Environment/Variables").has(variable));
        return readers;
    }

    private static String variable(Template app, String handler, String name) {
        return app.function(handler)
                .at("/Properties/Environment/Variables/" + name)
                .asText();
    }

    /** Another process: a JVM of its own orders maps and hashes its own way, and synthesis must not follow. */
    @Test
    void theAppAsAProcess_makesTheSameTemplates_soThatNothingIsDeployedForNothing() throws Exception {
        Path first = Synthesised.staging().directory();
        Path out = first.resolveSibling("staging-process").toAbsolutePath();
        Synthesised.delete(out);
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-classpath",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                HomingApp.class.getName());
        builder.environment().put("CDK_OUTDIR", out.toString());
        builder.environment()
                .put(
                        "CDK_CONTEXT_JSON",
                        new ObjectMapper()
                                .writeValueAsString(Synthesised.context(
                                        "staging",
                                        first.resolveSibling("lambda.zip").toAbsolutePath())));
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(first.resolveSibling("staging-process.log").toFile())
                .start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();

        try (Stream<Path> files = Files.list(first)) {
            List<Path> templates = files.filter(path -> path.toString().endsWith(".template.json"))
                    .toList();
            assertThat(templates).hasSize(2);
            for (Path template : templates) {
                assertThat(out.resolve(template.getFileName())).hasSameTextualContentAs(template);
            }
        }
    }

    /** Names that an account and region have once: exports, bus, schedule group, sign-in address, machines' prefix. */
    private static Set<String> claimed(Synthesised synthesised) {
        Set<String> names = new TreeSet<>();
        Template data = synthesised.data();
        Template app = synthesised.app();
        data.json().get("Outputs").forEach(output -> {
            // The others are only printed, a stack's own.
            if (output.has("Export")) {
                names.add(data.name(output.at("/Export/Name")));
            }
        });
        data.ofType("AWS::Cognito::UserPoolDomain")
                .values()
                .forEach(domain -> names.add(data.name(domain.at("/Properties/Domain"))));
        app.ofType("AWS::Events::EventBus")
                .values()
                .forEach(bus -> names.add(bus.at("/Properties/Name").asText()));
        app.ofType("AWS::Scheduler::ScheduleGroup")
                .values()
                .forEach(group -> names.add(group.at("/Properties/Name").asText()));
        for (JsonNode function : app.ofType("AWS::Lambda::Function").values()) {
            JsonNode prefix = function.at("/Properties/Environment/Variables/MACHINE_PREFIX");
            if (prefix.isTextual()) {
                names.add(prefix.asText());
            }
        }
        return names;
    }
}
