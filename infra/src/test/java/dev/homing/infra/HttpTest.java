package dev.homing.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The HTTP API: routes, who is let in, limits, origins, log, sign-in. */
class HttpTest {
    private static final Template APP = Synthesised.production().app();

    @Test
    void routesGoToTheirHandler_andTheAdminApiWantsAToken() {
        Map<String, String> routes = new TreeMap<>();
        APP.ofType("AWS::ApiGatewayV2::Route").values().forEach(route -> {
            JsonNode properties = route.get("Properties");
            JsonNode integration =
                    APP.resource(properties.at("/Target/Fn::Join/1/1/Ref").asText());
            String handler = APP.name(integration.at("/Properties/IntegrationUri"))
                    .replaceFirst("^Routes/", "")
                    .replaceFirst("/(Live|Function)$", "");
            routes.put(
                    properties.get("RouteKey").asText(),
                    handler + " " + properties.get("AuthorizationType").asText());
        });
        assertThat(routes)
                .isEqualTo(Map.ofEntries(
                        Map.entry("ANY /api/{proxy+}", "AdminHandler JWT"),
                        Map.entry("ANY /api/openapi.json", "AdminHandler NONE"),
                        Map.entry("ANY /api/schema/campaign.json", "AdminHandler NONE"),
                        Map.entry("ANY /api/settings/public", "AdminHandler NONE"),
                        Map.entry("ANY /v1/{proxy+}", "CollectHandler NONE"),
                        Map.entry("ANY /t/{proxy+}", "TrackHandler NONE"),
                        Map.entry("ANY /u/{proxy+}", "TrackHandler NONE"),
                        Map.entry("ANY /preferences/{proxy+}", "TrackHandler NONE"),
                        Map.entry("ANY /hooks/trigger/{proxy+}", "CollectHandler NONE"),
                        Map.entry("ANY /hooks/whatsapp", "WhatsAppHookHandler NONE"),
                        Map.entry("$default", "PageHandler NONE")));
    }

    @Test
    void tokensAreThoseOfThePoolForThePage() {
        assertThat(APP.ofType("AWS::ApiGatewayV2::Authorizer").values())
                .singleElement()
                .satisfies(authorizer -> {
                    assertThat(APP.name(authorizer.at("/Properties/JwtConfiguration/Audience/0")))
                            .isEqualTo("Routes/PageClient");
                    assertThat(APP.name(authorizer.at("/Properties/JwtConfiguration/Issuer")))
                            .startsWith("https://cognito-idp.")
                            .endsWith("/StaffPool");
                });
    }

    @Test
    void thePageSignsInByCodeWithoutASecret_andIsSentBackToItsOwnAddress() {
        JsonNode client = APP.at("Routes/PageClient").get("Properties");
        assertThat(client.get("GenerateSecret").asBoolean()).isFalse();
        assertThat(client.get("AllowedOAuthFlows")).extracting(JsonNode::asText).containsExactly("code");
        assertThat(APP.name(client.at("/CallbackURLs/0"))).isEqualTo("PublicHttp/Api/");
        assertThat(APP.name(client.at("/LogoutURLs/0"))).isEqualTo("PublicHttp/Api/");
    }

    @Test
    void everyRouteHasALimit_andThoseForTheWorldHaveTheirOwn() {
        JsonNode stage = APP.at("PublicHttp/Stage").get("Properties");
        assertThat(stage.at("/DefaultRouteSettings/ThrottlingRateLimit").asInt())
                .isEqualTo(100);
        assertThat(stage.at("/DefaultRouteSettings/ThrottlingBurstLimit").asInt())
                .isEqualTo(200);
        JsonNode routes = stage.get("RouteSettings");
        assertThat(routes.size()).isEqualTo(7);
        assertThat(routes.at("/ANY ~1u~1{proxy+}/ThrottlingRateLimit").asInt()).isEqualTo(200);
        assertThat(routes.at("/ANY ~1preferences~1{proxy+}/ThrottlingRateLimit").asInt())
                .isEqualTo(200);
        assertThat(routes.at("/ANY ~1v1~1{proxy+}/ThrottlingRateLimit").asInt()).isEqualTo(1000);
        assertThat(routes.at("/ANY ~1hooks~1trigger~1{proxy+}/ThrottlingRateLimit")
                        .asInt())
                .isEqualTo(100);
        assertThat(routes.at("/ANY ~1api~1{proxy+}/ThrottlingRateLimit").asInt())
                .isEqualTo(50);
        assertThat(APP.ofType("AWS::ApiGatewayV2::Route").values())
                .extracting(route -> route.at("/Properties/RouteKey").asText())
                .containsAll(names(routes));
        // API Gateway refuses settings of a route that is not there yet.
        assertThat(Template.texts(APP.at("PublicHttp/Stage").get("DependsOn")))
                .containsAll(APP.ofType("AWS::ApiGatewayV2::Route").keySet());
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    @Test
    void theShopsPagesMayPostEvents() {
        JsonNode cors = APP.at("PublicHttp/Api").at("/Properties/CorsConfiguration");
        assertThat(cors.get("AllowOrigins")).extracting(JsonNode::asText).containsExactly("https://www.shop.example");
        assertThat(cors.get("AllowMethods")).extracting(JsonNode::asText).contains("POST");
        assertThat(cors.path("AllowCredentials").asBoolean(false)).isFalse();
    }

    @Test
    void theLogNamesNoPerson() {
        String format = APP.at("PublicHttp/Stage")
                .at("/Properties/AccessLogSettings/Format")
                .asText();
        assertThat(format)
                .contains("$context.requestId", "$context.routeKey", "$context.status")
                .doesNotContain("sourceIp", "$context.path", "userAgent", "querystring");
    }

    @Test
    void whatAUserNeedsIsPrinted() {
        assertThat(names(APP.json().get("Outputs")))
                .contains("PageUrl", "TrackingEndpoint", "WhatsAppWebhook", "EventBusName", "EventBusArn");
        assertThat(names(Synthesised.production().data().json().get("Outputs"))).contains("UserPoolId", "SecretArn");
    }
}
