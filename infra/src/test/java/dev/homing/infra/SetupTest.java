package dev.homing.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What brings in the shop's settings and the starter campaigns while CloudFormation deploys. */
class SetupTest {
    private static final Template APP = Synthesised.production().app();
    private static final JsonNode RUN = APP.at("Setup/Run/Default");

    @Test
    void cloudFormationCallsTheFunctionItself_andDoesNotWaitForHours() {
        assertThat(RUN.get("Type").asText()).isEqualTo("Custom::HomingSetup");
        assertThat(APP.name(RUN.at("/Properties/ServiceToken"))).isEqualTo("Setup/SetupHandler/Function");
        int waits = RUN.at("/Properties/ServiceTimeout").asInt();
        assertThat(waits)
                .isEqualTo(300)
                .isGreaterThan(
                        APP.function("SetupHandler").at("/Properties/Timeout").asInt());
    }

    @Test
    void runsAgain_whenTheShopsSettingsChange() throws IOException {
        String shop = RUN.at("/Properties/Shop").asText();
        assertThat(shop)
                .isEqualTo(APP.function("SetupHandler")
                        .at("/Properties/Environment/Variables/SHOP")
                        .asText());
        assertThat(new ObjectMapper().readTree(shop).get("sender").asText()).isEqualTo("hello@shop.example");
        assertThat(Synthesised.staging()
                        .app()
                        .at("Setup/Run/Default")
                        .at("/Properties/Shop")
                        .asText())
                .isNotEqualTo(shop);
    }

    /** By the name that the zip has among the assets, which is its content's hash. */
    @Test
    void runsAgain_whenTheFunctionsChange() {
        assertThat(APP.function("SetupHandler").at("/Properties/Code/S3Key").asText())
                .isEqualTo(RUN.at("/Properties/Functions").asText() + ".zip");
    }

    @Test
    void waitsUntilMachinesMayWriteTheirLog() {
        Set<String> before = Template.texts(RUN.get("DependsOn"));
        assertThat(before).contains(APP.idOf("Journeys/StatesRole"), APP.idOf("Journeys/StatesRole/DefaultPolicy"));
    }

    @Test
    void theFunctionIsNotCalledBeforeItMayDoWhatItDoes() {
        assertThat(Template.texts(APP.function("SetupHandler").get("DependsOn")))
                .contains(APP.idOf("Setup/SetupHandler/Role/DefaultPolicy"));
    }

    @Test
    void noOneElseIsGivenTheShopsSettings() {
        APP.functions().forEach((handler, id) -> assertThat(
                        APP.resource(id).at("/Properties/Environment/Variables").has("SHOP"))
                .as(handler)
                .isEqualTo(handler.equals("SetupHandler")));
    }
}
