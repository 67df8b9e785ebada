package dev.homing.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.aws_apigatewayv2_authorizers.HttpUserPoolAuthorizer;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpLambdaIntegration;
import software.amazon.awscdk.services.apigatewayv2.HttpMethod;
import software.amazon.awscdk.services.apigatewayv2.HttpNoneAuthorizer;
import software.amazon.awscdk.services.apigatewayv2.HttpRoute;
import software.amazon.awscdk.services.apigatewayv2.HttpRouteKey;
import software.amazon.awscdk.services.apigatewayv2.IHttpRouteAuthorizer;
import software.amazon.awscdk.services.cognito.AuthFlow;
import software.amazon.awscdk.services.cognito.OAuthFlows;
import software.amazon.awscdk.services.cognito.OAuthScope;
import software.amazon.awscdk.services.cognito.OAuthSettings;
import software.amazon.awscdk.services.cognito.UserPoolClient;
import software.constructs.Construct;

/** What answers on the HTTP API, and who is let in. */
final class Routes extends Construct {
    private static final Duration TIMEOUT = Duration.seconds(15);

    private final PublicHttp http;
    private final List<HomingFunction> functions = new ArrayList<>();
    private final List<HttpRoute> routes = new ArrayList<>();
    private final IHttpRouteAuthorizer open = new HttpNoneAuthorizer();

    Routes(
            Construct scope,
            String id,
            HomingFunction.Packaged packaged,
            DataStack.Kept data,
            PublicHttp http,
            EventIntake intake,
            Journeys journeys,
            Sending sending,
            Webhooks webhooks,
            Config config) {
        super(scope, id);
        this.http = http;
        UserPoolClient client = client(data.staff());

        HomingFunction admin = responder(packaged, "AdminHandler", Duration.seconds(29));
        data.config().writtenBy(admin);
        data.customers().writtenBy(admin);
        data.customers().indexReadBy(admin, DataStack.LATEST);
        data.customers().describedTo(admin);
        data.activity().writtenBy(admin);
        // Both for the rebuild of the counters.
        data.activity().scannedBy(admin);
        data.activity().indexReadBy(admin, DataStack.ROSTER);
        data.analytics().writtenBy(admin);
        sending.refusalsLiftedBy(admin);
        journeys.publishedBy(admin);
        journeys.outcomes().filledBy(admin, "OUTCOMES_QUEUE_URL");
        sending.email().knownTo(admin, "EMAIL_QUEUE_URL");
        // What people answer customers; the token that sends it is the sender's alone.
        sending.whatsApp().filledBy(admin, "WHATSAPP_QUEUE_URL");
        sending.sms().knownTo(admin, "SMS_QUEUE_URL");
        sending.push().knownTo(admin, "PUSH_QUEUE_URL");
        webhooks.queue().knownTo(admin, "WEBHOOKS_QUEUE_URL");
        intake.filledBy(admin);
        signIn(admin, data.staff(), client);
        HttpLambdaIntegration adminApi = new HttpLambdaIntegration("Admin", admin.target());
        IHttpRouteAuthorizer staff = HttpUserPoolAuthorizer.Builder.create(
                        "Staff", data.staff().pool())
                .userPoolClients(List.of(client))
                .build();
        route("Api", HttpMethod.ANY, "/api/{proxy+}", adminApi, staff, "");
        route(
                "OpenApi",
                HttpMethod.ANY,
                "/api/openapi.json",
                adminApi,
                open,
                "A public document, the same for everyone.");
        route(
                "CampaignSchema",
                HttpMethod.ANY,
                "/api/schema/campaign.json",
                adminApi,
                open,
                "A public document, the same for everyone, which editors read.");
        route(
                "PublicSettings",
                HttpMethod.ANY,
                "/api/settings/public",
                adminApi,
                open,
                "Tells the page where to sign in, before anyone has.");

        HomingFunction collect = responder(packaged, "CollectHandler", TIMEOUT);
        data.config().readBy(collect);
        Config.BrowserLimit limit = config.browserLimit();
        collect.variable("BROWSER_LIMIT", limit.aSecond() + "/" + limit.atOnce());
        collect.atMost(config.collectConcurrency());
        intake.filledBy(collect);
        HttpLambdaIntegration collected = new HttpLambdaIntegration("Collect", collect.target());
        String byKey = "Storefronts prove themselves by their write key, which the handler checks.";
        route("Collect", HttpMethod.ANY, "/v1/{proxy+}", collected, open, byKey);
        String bySignature =
                "Other systems prove themselves by a server's write key or a signature, which the handler checks.";
        route("TriggerHook", HttpMethod.ANY, "/hooks/trigger/{proxy+}", collected, open, bySignature);

        HomingFunction track = responder(packaged, "TrackHandler", TIMEOUT);
        recordsFeedback(track, data, journeys);
        intake.filledBy(track);
        // Who opts out leaves the destinations of audiences.
        webhooks.queue().filledBy(track, "WEBHOOKS_QUEUE_URL");
        data.secret().readBy(track);
        track.variable("PUBLIC_URL", http.url());
        HttpLambdaIntegration links = new HttpLambdaIntegration("Track", track.target());
        String signed = "For customers who follow a link in a message: the link is signed, and the handler checks it.";
        route("Track", HttpMethod.ANY, "/t/{proxy+}", links, open, signed);
        route("Unsubscribe", HttpMethod.ANY, "/u/{proxy+}", links, open, signed);
        route("Preferences", HttpMethod.ANY, "/preferences/{proxy+}", links, open, signed);

        // From no snapshot: it would keep the secret's values as they were before anyone filled them in.
        HomingFunction hook = packaged.worker(this, "WhatsAppHookHandler", TIMEOUT);
        functions.add(hook);
        recordsFeedback(hook, data, journeys);
        // What Meta says of templates.
        data.config().writtenBy(hook);
        intake.filledBy(hook);
        webhooks.queue().filledBy(hook, "WEBHOOKS_QUEUE_URL");
        data.whatsAppSecret().readBy(hook);
        route(
                "WhatsAppHook",
                HttpMethod.ANY,
                "/hooks/whatsapp",
                new HttpLambdaIntegration("WhatsAppHook", hook.target()),
                open,
                "Meta calls it; the handler checks the signature over the raw bytes.");

        HomingFunction page = responder(packaged, "PageHandler", TIMEOUT);
        // Its content security policy lets the page talk to the sign-in.
        signIn(page, data.staff(), client);
        page.variable("PICTURE_ORIGINS", String.join(" ", config.shop().origins()));
        HttpRoute fallback = HttpRoute.Builder.create(this, "PageRoute")
                .httpApi(http.api())
                .routeKey(HttpRouteKey.DEFAULT)
                .integration(new HttpLambdaIntegration("Page", page.target()))
                .authorizer(open)
                .build();
        Accepted.finding(
                fallback,
                "AwsSolutions-APIG4",
                "The page's static files hold nothing secret; its data comes from /api.");
        routes.add(fallback);

        http.limit(
                Map.of(
                        "ANY /v1/{proxy+}", new PublicHttp.Limit(1_000, 2_000),
                        "ANY /t/{proxy+}", new PublicHttp.Limit(500, 1_000),
                        // A flood elsewhere must keep nobody from unsubscribing.
                        "ANY /u/{proxy+}", new PublicHttp.Limit(200, 400),
                        "ANY /preferences/{proxy+}", new PublicHttp.Limit(200, 400),
                        "ANY /hooks/trigger/{proxy+}", new PublicHttp.Limit(100, 200),
                        "ANY /hooks/whatsapp", new PublicHttp.Limit(500, 1_000),
                        "ANY /api/{proxy+}", new PublicHttp.Limit(50, 100)),
                routes);
    }

    List<HomingFunction> functions() {
        return functions;
    }

    private HomingFunction responder(HomingFunction.Packaged packaged, String handler, Duration timeout) {
        HomingFunction function = packaged.responder(this, handler, timeout);
        functions.add(function);
        return function;
    }

    private static void signIn(HomingFunction function, Staff staff, UserPoolClient client) {
        function.variable("COGNITO_USER_POOL_URL", staff.signInUrl());
        function.variable("COGNITO_CLIENT_ID", client.getUserPoolClientId());
    }

    /** By these, customers' reactions come back. */
    private static void recordsFeedback(HomingFunction function, DataStack.Kept data, Journeys journeys) {
        data.config().readBy(function);
        data.customers().writtenBy(function);
        data.activity().writtenBy(function);
        journeys.answeredBy(function);
        // What did not arrive on one channel is tried on the next one.
        journeys.outcomes().filledBy(function, "OUTCOMES_QUEUE_URL");
    }

    /** @param openBecause why nobody has to sign in; empty where they have to */
    private void route(
            String id,
            HttpMethod method,
            String path,
            HttpLambdaIntegration integration,
            IHttpRouteAuthorizer authorizer,
            String openBecause) {
        HttpRoute route = HttpRoute.Builder.create(this, id + "Route")
                .httpApi(http.api())
                .routeKey(HttpRouteKey.with(path, method))
                .integration(integration)
                .authorizer(authorizer)
                .build();
        if (!openBecause.isEmpty()) {
            Accepted.finding(route, "AwsSolutions-APIG4", openBecause);
        }
        routes.add(route);
    }

    /**
     * The page's client: public, so the code grant with PKCE and no secret. It is here and not with the user pool because
     * the address it sends people back to is the API's; it holds nothing.
     */
    private UserPoolClient client(Staff staff) {
        List<String> page = List.of(http.url() + "/");
        return UserPoolClient.Builder.create(this, "PageClient")
                .userPool(staff.pool())
                .generateSecret(false)
                .authFlows(AuthFlow.builder().build())
                .oAuth(OAuthSettings.builder()
                        .flows(OAuthFlows.builder()
                                .authorizationCodeGrant(true)
                                .implicitCodeGrant(false)
                                .build())
                        .scopes(List.of(OAuthScope.OPENID, OAuthScope.EMAIL))
                        .callbackUrls(page)
                        .logoutUrls(page)
                        .build())
                .accessTokenValidity(Duration.hours(1))
                .idTokenValidity(Duration.hours(1))
                .refreshTokenValidity(Duration.hours(12))
                .preventUserExistenceErrors(true)
                .enableTokenRevocation(true)
                .build();
    }
}
