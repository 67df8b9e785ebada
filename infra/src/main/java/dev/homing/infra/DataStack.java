package dev.homing.infra;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexProps;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.StreamViewType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/** What must outlive a deployment: the tables, the people who may sign in, the secrets. All of it is retained. */
final class DataStack extends Stack {
    /** The index of the activity table that says who is in a campaign. */
    static final String ROSTER = "roster";

    /** The index of the customers table that says on which day each was active last. */
    static final String LATEST = "activity";

    private final Kept kept;

    /**
     * What the rest of Homing gets to see of this stack.
     *
     * @param config campaigns, flows, templates, settings, write keys
     * @param customers profiles, state, carts, consents
     * @param activity events, decisions, runs, messages; streamed to the counters
     * @param analytics counters
     * @param secret signs links
     * @param whatsAppSecret the same one, unless the shop names its own for WhatsApp
     * @param pushSecret signs for browsers' push services
     */
    record Kept(
            DataTable config,
            DataTable customers,
            DataTable activity,
            DataTable analytics,
            Staff staff,
            KeptSecret secret,
            KeptSecret whatsAppSecret,
            KeptSecret pushSecret) {}

    DataStack(Construct scope, String id, @Nullable StackProps props, Config config) {
        super(scope, id, props);
        Table activity =
                table("Activity").stream(StreamViewType.NEW_AND_OLD_IMAGES).build();
        activity.addGlobalSecondaryIndex(GlobalSecondaryIndexProps.builder()
                .indexName(ROSTER)
                .partitionKey(key("lane"))
                .sortKey(key("place"))
                .projectionType(ProjectionType.INCLUDE)
                .nonKeyAttributes(List.of("status", "version"))
                .build());
        Accepted.finding(
                activity,
                "AwsSolutions-DDB3",
                "Most of what is written, and it expires by itself; what a campaign still needs of it is in customers, which"
                        + " can be recovered to a point in time.");
        Table customers =
                table("Customers").pointInTimeRecoverySpecification(recovery()).build();
        customers.addGlobalSecondaryIndex(GlobalSecondaryIndexProps.builder()
                .indexName(LATEST)
                .partitionKey(key("lane"))
                .sortKey(key("place"))
                .projectionType(ProjectionType.KEYS_ONLY)
                .build());
        Table analytics = table("Analytics").build();
        Accepted.finding(
                analytics, "AwsSolutions-DDB3", "Counters, which can be counted again from the activity table.");
        KeptSecret secret = new KeptSecret(secret(), "SECRET_ID");
        kept = new Kept(
                new DataTable(
                        table("Config")
                                .pointInTimeRecoverySpecification(recovery())
                                .build(),
                        "CONFIG_TABLE"),
                new DataTable(customers, "CUSTOMERS_TABLE"),
                new DataTable(activity, "ACTIVITY_TABLE"),
                new DataTable(analytics, "ANALYTICS_TABLE"),
                new Staff(this, "Staff", config),
                secret,
                whatsAppSecret(config, secret),
                new KeptSecret(pushSecret(), "PUSH_SECRET_ID"));
        output(
                "UserPoolId",
                "Where people of the shop are invited",
                kept.staff().pool().getUserPoolId());
        output(
                "SecretArn",
                "Where WhatsApp's tokens are filled in",
                kept.secret().secret().getSecretArn());
    }

    Kept kept() {
        return kept;
    }

    private void output(String id, String description, String value) {
        CfnOutput.Builder.create(this, id).description(description).value(value).build();
    }

    private Table.Builder table(String id) {
        return Table.Builder.create(this, id)
                .partitionKey(key("pk"))
                .sortKey(key("sk"))
                .billingMode(BillingMode.PAY_PER_REQUEST)
                // Only items that have it expire; each table has some.
                .timeToLiveAttribute("expiresAtEpochSeconds")
                .deletionProtection(true)
                .removalPolicy(RemovalPolicy.RETAIN);
    }

    private static Attribute key(String name) {
        return Attribute.builder().name(name).type(AttributeType.STRING).build();
    }

    private static PointInTimeRecoverySpecification recovery() {
        return PointInTimeRecoverySpecification.builder()
                .pointInTimeRecoveryEnabled(true)
                .build();
    }

    private KeptSecret whatsAppSecret(Config config, KeptSecret own) {
        String name = config.whatsApp() == null ? null : config.whatsApp().secretName();
        return name == null
                ? own
                : new KeptSecret(Secret.fromSecretNameV2(this, "WhatsAppSecret", name), "WHATSAPP_SECRET_ID");
    }

    /** The key pair is made by the first deployment, since CloudFormation makes none: until then there is a text that is none. */
    private Secret pushSecret() {
        Secret secret = Secret.Builder.create(this, "PushSecret")
                .description("Homing: the key pair by which browsers' push services know the shop")
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
        Accepted.finding(
                secret,
                "AwsSolutions-SMG4",
                "Browsers subscribe with this key: with another one, no browser that ever agreed could be reached any more.");
        return secret;
    }

    /**
     * {@code linkKey} is made here and signs tracking links; the WhatsApp values are filled in by hand, and {@code linkKeyPrevious} where the
     * key is changed. Changing the generator would make CloudFormation replace the value, and with it every link that was ever sent.
     */
    private Secret secret() {
        Secret secret = Secret.Builder.create(this, "Secret")
                .description("Homing: the key that signs links, and the WhatsApp app's token, secret and verify token")
                .generateSecretString(SecretStringGenerator.builder()
                        .secretStringTemplate(
                                "{\"whatsappToken\":\"\",\"whatsappAppSecret\":\"\",\"whatsappVerifyToken\":\"\"}")
                        .generateStringKey("linkKey")
                        .passwordLength(64)
                        .excludePunctuation(true)
                        .build())
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
        Accepted.finding(
                secret,
                "AwsSolutions-SMG4",
                "linkKey is changed by hand after a leak, with the one before it kept, so that the unsubscribe links in emails already"
                        + " sent hold; the other values are Meta's to renew.");
        return secret;
    }
}
