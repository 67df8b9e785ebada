package dev.homing.infra;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.apigateway.AccessLogFormat;
import software.amazon.awscdk.services.apigatewayv2.ApiMapping;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.apigatewayv2.CorsHttpMethod;
import software.amazon.awscdk.services.apigatewayv2.CorsPreflightOptions;
import software.amazon.awscdk.services.apigatewayv2.DomainName;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.apigatewayv2.HttpStage;
import software.amazon.awscdk.services.apigatewayv2.IAccessLogDestination;
import software.amazon.awscdk.services.apigatewayv2.IAccessLogSettings;
import software.amazon.awscdk.services.apigatewayv2.LogGroupLogDestination;
import software.amazon.awscdk.services.apigatewayv2.SecurityPolicy;
import software.amazon.awscdk.services.apigatewayv2.ThrottleSettings;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** The one HTTP API: its address, its limits, its log, and which origins' pages may call it. Routes are in {@link Routes}. */
final class PublicHttp extends Construct {
    /** Of each route that has no limit of its own. */
    private static final Limit USUAL = new Limit(100, 200);

    /** The log names no person: neither paths (they carry signed ids), nor queries, nor network addresses. */
    private static final Map<String, String> LOGGED = Map.of(
            "requestId", "$context.requestId",
            "time", "$context.requestTime",
            "route", "$context.routeKey",
            "status", "$context.status",
            "responseLength", "$context.responseLength",
            "latencyMillis", "$context.responseLatency",
            "integrationError", "$context.integrationErrorMessage",
            "authorizerError", "$context.authorizer.error");

    /**
     * What is beyond is answered with 429.
     *
     * @param aSecond requests, on average
     * @param atOnce requests, in a burst
     */
    record Limit(int aSecond, int atOnce) {}

    private final HttpApi api;
    private final HttpStage stage;
    private final @Nullable DomainName domain;
    private final String url;

    PublicHttp(Construct scope, String id, Config config) {
        super(scope, id);
        api = HttpApi.Builder.create(this, "Api")
                .description("Homing, " + config.environment())
                .createDefaultStage(false)
                .disableExecuteApiEndpoint(config.domain() != null)
                .corsPreflight(CorsPreflightOptions.builder()
                        .allowOrigins(config.shop().origins())
                        .allowMethods(List.of(CorsHttpMethod.POST, CorsHttpMethod.OPTIONS))
                        // Beside the usual two, what RudderStack's browser SDK sends.
                        .allowHeaders(List.of("authorization", "content-type", "content-encoding", "anonymousid"))
                        .maxAge(Duration.days(1))
                        .build())
                .build();
        LogGroup log = LogGroup.Builder.create(this, "AccessLog")
                .retention(config.logRetention())
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        stage = HttpStage.Builder.create(this, "Stage")
                .httpApi(api)
                .stageName("$default")
                .autoDeploy(true)
                .throttle(ThrottleSettings.builder()
                        .rateLimit(USUAL.aSecond())
                        .burstLimit(USUAL.atOnce())
                        .build())
                .detailedMetricsEnabled(true)
                .accessLogSettings(new AccessLog(log))
                .build();
        Config.Domain named = config.domain();
        if (named == null) {
            domain = null;
            url = api.getApiEndpoint();
        } else {
            domain = DomainName.Builder.create(this, "Domain")
                    .domainName(named.name())
                    .certificate(Certificate.fromCertificateArn(this, "Certificate", named.certificateArn()))
                    .securityPolicy(SecurityPolicy.TLS_1_2)
                    .build();
            ApiMapping.Builder.create(this, "Mapping")
                    .api(api)
                    .domainName(domain)
                    .stage(stage)
                    .build();
            url = "https://" + named.name();
        }
    }

    /** @return without a slash at the end */
    String url() {
        return url;
    }

    /** @return what the shop's DNS must point the domain at; null where API Gateway's own address serves */
    @Nullable
    String domainTarget() {
        return domain == null ? null : domain.getRegionalDomainName();
    }

    HttpApi api() {
        return api;
    }

    HttpStage stage() {
        return stage;
    }

    /** @param limits by route key, such as {@code ANY /v1/{proxy+}}; the routes must be there before the stage */
    void limit(Map<String, Limit> limits, List<? extends Construct> routes) {
        CfnStage cfn = (CfnStage) Objects.requireNonNull(stage.getNode().getDefaultChild());
        Map<String, Object> settings = new TreeMap<>();
        limits.forEach((route, limit) -> {
            Map<String, Object> ofRoute =
                    InOrder.map("ThrottlingRateLimit", limit.aSecond(), "ThrottlingBurstLimit", limit.atOnce());
            ofRoute.put("DetailedMetricsEnabled", true);
            settings.put(route, ofRoute);
        });
        cfn.setRouteSettings(settings);
        routes.forEach(route -> cfn.getNode().addDependency(route));
    }

    /** As JSON in a fixed order: a template must not change by itself. */
    private static String logged() {
        return LOGGED.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> "\"" + entry.getKey() + "\":\"" + entry.getValue() + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** No record: to jsii an accessor named like the property would look like a method that overrides it. */
    private static final class AccessLog implements IAccessLogSettings {
        private final LogGroupLogDestination destination;

        AccessLog(LogGroup log) {
            destination = new LogGroupLogDestination(log);
        }

        @Override
        public IAccessLogDestination getDestination() {
            return destination;
        }

        @Override
        public AccessLogFormat getFormat() {
            return AccessLogFormat.custom(logged());
        }
    }
}
