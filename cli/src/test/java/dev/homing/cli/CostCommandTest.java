package dev.homing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CostCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return HomingCli.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(arguments);
    }

    private JsonNode json(String line) throws IOException {
        out.getBuffer().setLength(0);
        assertThat(run(line.split(" "))).as(err.toString()).isZero();
        return JSON.readTree(out.toString());
    }

    @Test
    void tellsHowItIsUsed() {
        assertThat(run("cost", "--help")).isZero();
        assertThat(out.toString())
                .contains(
                        "--customers",
                        "--events",
                        "--campaigns",
                        "--journeys",
                        "--emails",
                        "--whatsapp",
                        "--country",
                        "--whatsapp-price",
                        "--sms",
                        "--sms-segments",
                        "--sms-price",
                        "--json");
    }

    @Test
    void printsAMonth_byServiceAndAltogether() {
        assertThat(run("cost", "--customers", "20000")).isZero();
        assertThat(out.toString())
                .contains("20,000 customers with 600,000 events, 10,000 campaigns", "Step Functions", "SES", "WhatsApp")
                .containsPattern("AWS +[0-9]+\\.[0-9]{2}")
                .containsPattern("All together +[0-9,]+\\.[0-9]{2}");
    }

    @Test
    void addsUpToItsTotals() throws IOException {
        JsonNode month = json("cost --json --customers 50000 --journeys 40000 --country FR");
        assertThat(sum(month.path("aws"))).isCloseTo(month.path("totalOfAws").decimalValue(), within("0.05"));
        assertThat(month.path("totalOfAws").decimalValue().add(sum(month.path("providers"))))
                .isCloseTo(month.path("total").decimalValue(), within("0.05"));
        assertThat(month.path("volumes").path("whatsAppPrice").decimalValue()).isEqualByComparingTo("0.1432");
    }

    @Test
    void paysProvidersByTheMessage_andStepFunctionsByTheJourney() throws IOException {
        JsonNode month = json("cost --json --customers 0 --emails 1000000 --whatsapp 1000 --whatsapp-price 0.05");
        assertThat(month.path("providers").path("SES").decimalValue()).isEqualByComparingTo("100.00");
        assertThat(month.path("providers").path("WhatsApp").decimalValue()).isEqualByComparingTo("50.00");
        assertThat(month.path("aws").path("Step Functions").decimalValue()).isEqualByComparingTo("0.00");
        JsonNode journeys = json("cost --json --customers 0 --journeys 1000000");
        assertThat(journeys.path("aws").path("Step Functions").decimalValue()).isBetween(dollars("25"), dollars("75"));
    }

    @Test
    void paysAnSmsByTheSegment() throws IOException {
        JsonNode month = json("cost --json --customers 0 --sms 1000 --sms-segments 1.5 --sms-price 0.08");
        assertThat(month.path("providers").path("SMS").decimalValue()).isEqualByComparingTo("120.00");
        assertThat(json("cost --json --customers 0").path("providers").has("SMS"))
                .isFalse();
    }

    @Test
    void paysNobodyButAws_forNotifications() throws IOException {
        JsonNode month = json("cost --json --customers 0 --push 100000");
        JsonNode without = json("cost --json --customers 0");
        assertThat(month.path("providers")).isEqualTo(without.path("providers"));
        assertThat(month.path("total").decimalValue())
                .isGreaterThan(without.path("total").decimalValue());
    }

    @Test
    void costsPollingAlarmsAndSecrets_whileNothingHappens() throws IOException {
        JsonNode month = json("cost --json --customers 0");
        assertThat(month.path("total").decimalValue())
                .isEqualTo(month.path("totalOfAws").decimalValue());
        assertThat(month.path("aws").path("SQS").decimalValue()).isEqualByComparingTo("2.63");
        assertThat(month.path("aws").path("Secrets Manager").decimalValue()).isEqualByComparingTo("0.80");
        assertThat(month.path("aws").path("DynamoDB").decimalValue()).isEqualByComparingTo("0.00");
    }

    @Test
    void costsLessAnEvent_whereThereIsMore() throws IOException {
        BigDecimal idle = json("cost --json --customers 0").path("total").decimalValue();
        BigDecimal few =
                json("cost --json --customers 0 --events 1000000").path("total").decimalValue();
        BigDecimal many = json("cost --json --customers 0 --events 1000000000")
                .path("total")
                .decimalValue();
        assertThat(many.subtract(idle)).isLessThan(few.subtract(idle).multiply(dollars("1000")));
    }

    @ParameterizedTest
    @CsvSource({
        "cost --customers -1, --customers",
        "cost --customers many, --customers",
        "cost --events 1000000000000, --events",
        "cost --emails -5, --emails",
        "cost --country XX, --country",
        "cost --whatsapp-price -1, --whatsapp-price",
        "cost --whatsapp-price cheap, --whatsapp-price",
        "cost --sms 5, --sms-price",
        "cost --sms 5 --sms-price -1, --sms-price",
        "cost --sms 5 --sms-price 1 --sms-segments 0, --sms-segments",
        "cost --sheep 5, --sheep"
    })
    void isTwoAndNamesTheOption_whenItIsUsedWrongly(String line, String option) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains(option);
    }

    private static BigDecimal sum(JsonNode bill) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode usd : bill) {
            sum = sum.add(usd.decimalValue());
        }
        return sum;
    }

    private static BigDecimal dollars(String amount) {
        return new BigDecimal(amount);
    }

    private static Offset<BigDecimal> within(String dollars) {
        return Offset.offset(new BigDecimal(dollars));
    }
}
