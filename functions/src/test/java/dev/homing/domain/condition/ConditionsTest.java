package dev.homing.domain.condition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.adapter.file.AudienceFile;
import dev.homing.domain.Facts;
import dev.homing.domain.event.EventPattern;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.profile.Trait;
import dev.homing.domain.state.CustomerState;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What conditions say of a customer, one comparison a line. */
class ConditionsTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final CustomerId ADA = CustomerId.ofUser("ada");

    private static Profile profile(Map<String, @Nullable Object> values) {
        Map<String, Trait> traits = new TreeMap<>();
        values.forEach((name, value) -> traits.put(name, new Trait(value, NOON, true)));
        Profile unknown = Profile.unknown(ADA);
        return new Profile(
                ADA,
                "ada",
                unknown.anonymousIds(),
                traits,
                unknown.consents(),
                unknown.devices(),
                new LinkedHashSet<>(),
                1);
    }

    private static Subject subject(CustomerState state, Map<String, @Nullable Object> traits) {
        return new Subject(
                state,
                () -> profile(traits),
                null,
                Facts.NONE,
                new Subject.Shop("EUR", ZoneId.of("Europe/Berlin")),
                NOON);
    }

    private static Condition read(String json) {
        return switch (AudienceFile.condition("{\"condition\":" + json.replace('\'', '"') + "}")) {
            case AudienceFile.Reading.Valid valid -> valid.condition();
            case AudienceFile.Reading.Invalid invalid -> throw new AssertionError(invalid.problems());
        };
    }

    private static final Map<String, @Nullable Object> TRAITS = Map.of(
            "country",
            "DE",
            "age",
            new BigDecimal("30"),
            "points",
            "120",
            "vip",
            true,
            "tags",
            List.of("Coffee", "tea"),
            "address",
            Map.of("city", "Berlin"),
            "birthday",
            "1990-11-22",
            "lastVisit",
            "2026-11-20T10:00:00Z",
            "spent",
            Map.of("amount", "50.00", "currency", "EUR"),
            "blank",
            " ");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'country','is':'de' | true",
                "'country','is':' DE ' | true",
                "'country','isNot':'DE' | false",
                "'country','oneOf':['FR','DE'] | true",
                "'country','startsWith':'d' | true",
                "'unknown','is':'x' | false",
                "'unknown','isNot':'x' | true",
                "'unknown','atMost':5 | false",
                "'unknown','atLeast':0 | false",
                "'unknown','exists':false | true",
                "'blank','exists':true | false",
                "'age','is':30.0 | true",
                "'age','is':'30' | true",
                "'age','atLeast':18,'atMost':29 | false",
                "'age','atLeast':18,'atMost':30 | true",
                "'points','atLeast':100 | true",
                "'vip','is':true | true",
                "'vip','is':'true' | true",
                "'tags','contains':'coffee' | true",
                "'tags','contains':'cof' | false",
                "'tags','is':'TEA' | true",
                "'address.city','contains':'erl' | true",
                "'birthday','before':'1990-11-23' | true",
                "'birthday','before':'1990-11-22' | false",
                "'birthday','after':'1990-11-21' | true",
                "'lastVisit','inLast':'P3D' | true",
                "'lastVisit','inLast':'P1D' | false",
                "'country','inLast':'P1D' | false",
                "'spent','atLeast':{'amount':'50','currency':'EUR'} | true",
                "'spent','atLeast':{'amount':'1','currency':'USD'} | false",
                "'age','atLeast':{'amount':'30','currency':'EUR'} | true"
            },
            quoteCharacter = '~')
    void comparesAttributes(String test, boolean holds) {
        Condition condition = read("{'attribute':" + test + "}");
        assertThat(Evaluator.holds(condition, subject(CustomerState.unknown(ADA), TRAITS)))
                .as(Words.of(condition))
                .isEqualTo(holds);
    }

    private static CustomerState ordered(Duration... ago) {
        CustomerState state = CustomerState.unknown(ADA);
        Need.Times need = new Need.Times(EventPattern.of("Order Completed"), Condition.EVERYONE, null, 50);
        for (Duration one : ago) {
            state = state.withTimes(state.times().with(need.number(null), NOON.minus(one), 50));
        }
        return state;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'event':'Order Completed' | true",
                "'event':'Order Completed','count':{'is':0} | false",
                "'event':'Order Completed','count':{'is':2} | true",
                "'event':'Order Completed','count':{'atLeast':3} | false",
                "'event':'Order Completed','count':{'atMost':2} | true",
                "'event':'Order Completed','within':'P3D' | true",
                "'event':'Order Completed','within':'P1D' | false",
                "'event':'Order Completed','count':{'is':0},'within':'P1D' | true",
                "'event':'Order Completed','count':{'atLeast':2},'within':'P30D' | true",
                "'event':'order_completed' | true",
                "'event':'Signed Up' | false"
            },
            quoteCharacter = '~')
    void countsEvents(String test, boolean holds) {
        Condition condition = read("{" + test + "}");
        Subject subject = subject(ordered(Duration.ofDays(2), Duration.ofDays(20)), Map.of());
        assertThat(Evaluator.holds(condition, subject)).as(Words.of(condition)).isEqualTo(holds);
    }

    @Test
    void knowsWhenTimeAloneChangesTheAnswer() {
        Subject subject = subject(ordered(Duration.ofDays(2), Duration.ofDays(20)), TRAITS);
        assertThat(NextChange.of(read("{'event':'Order Completed','within':'P30D'}"), subject))
                .isEqualTo(NOON.plus(Duration.ofDays(10)));
        assertThat(NextChange.of(read("{'not':{'event':'Order Completed','within':'P3D'}}"), subject))
                .isEqualTo(NOON.plus(Duration.ofDays(1)));
        assertThat(NextChange.of(read("{'event':'Order Completed'}"), subject)).isNull();
        assertThat(NextChange.of(read("{'attribute':'lastVisit','inLast':'P3D'}"), subject))
                .isEqualTo(Instant.parse("2026-11-23T10:00:00Z"));
        assertThat(NextChange.of(read("{'time':{'from':'14:00','to':'18:00'}}"), subject))
                .isEqualTo(Instant.parse("2026-11-22T13:00:00Z"));
        assertThat(NextChange.of(read("{'weekday':'sunday'}"), subject))
                .isEqualTo(Instant.parse("2026-11-22T23:00:00Z"));
    }

    @Test
    void asksForTheCustomersOwnClock() {
        Subject here = subject(CustomerState.unknown(ADA), Map.of());
        Subject abroad = subject(CustomerState.unknown(ADA), Map.of("timezone", "America/New_York"));
        Condition morning = read("{'time':{'from':'06:00','to':'09:00'}}");
        assertThat(Evaluator.holds(morning, here)).isFalse();
        assertThat(Evaluator.holds(morning, abroad)).isTrue();
        assertThat(Evaluator.holds(read("{'weekday':['sunday']}"), here)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'all':[{'attribute':'a','is':1},{'any':[]}]}",
                "{'not':{'event':'*','count':{'is':0},'within':'P60D'}}",
                "{'event':'Order Completed','count':{'atLeast':2,'atMost':5},'where':{'anyProduct':{'property':'category','is':'tea'}}}",
                "{'cart':'abandoned','within':'P1D'}",
                "{'cart':'value','atLeast':{'amount':'50.00','currency':'EUR'}}",
                "{'message':'cart-recovery/email','status':'clicked','within':'P7D'}",
                "{'audience':'vip'}",
                "{'list':'newsletter'}",
                "{'consent':'email','is':'granted'}",
                "{'attribute':'a','oneOf':['x',2,true],'exists':true}"
            },
            quoteCharacter = '~')
    void areWrittenAsTheyAreRead(String json) {
        Condition condition = read(json);
        assertThat(read(AudienceFile.write(condition).toString())).isEqualTo(condition);
        assertThat(AudienceFile.write(condition)).hasToString(json.replace('\'', '"'));
        assertThat(Words.of(condition)).isNotBlank();
    }

    /** An empty text was meant to say something: it is neither the first choice nor none. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "{'consent':'','is':'granted'} | condition.consent",
                "{'consent':'email','is':''} | condition.is",
                "{'consent':'email','is':' '} | condition.is",
                "{'cart':'','within':'P1D'} | condition.cart",
                "{'cart':'abandoned','within':''} | condition.within",
                "{'event':'','within':'P1D'} | condition.event",
                "{'event':'Order Completed','within':''} | condition.within",
                "{'message':'','status':'clicked'} | condition.message",
                "{'message':'a/b','status':''} | condition.status",
                "{'audience':''} | condition.audience",
                "{'list':''} | condition.list",
            })
    void refusesWhatIsEmpty(String json, String field) {
        assertThat(AudienceFile.condition("{\"condition\":" + json.replace('\'', '"') + "}"))
                .isInstanceOfSatisfying(AudienceFile.Reading.Invalid.class, invalid -> assertThat(invalid.problems())
                        .extracting(problem -> problem.field())
                        .contains(field));
    }
}
