package dev.homing.adapter.phone;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibPhoneNumbersTest {
    private final LibPhoneNumbers phones = new LibPhoneNumbers();

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            +4915123456789                    | -  | +4915123456789
            +49 151 23456789                  | -  | +4915123456789
            +49\u00a0151\u00a023456786        | -  | +4915123456786
            +49‑151–23456786                  | -  | +4915123456786
            +49/151/23456786                  | -  | +4915123456786
            \u202a+49 151 23456786\u202c      | -  | +4915123456786
            0049 151 23456788                 | -  | +4915123456788
            0049 151 23456788                 | US | +4915123456788
            +49 (0)151 23456787               | -  | +4915123456787
            +44 (0) 20 7946 0958              | -  | +442079460958
            +1-415-555-1212 ext 5             | -  | +14155551212
            +1 415 555 1212 x5                | DE | +14155551212
            tel:+14155551212                  | -  | +14155551212
            +15550001111                      | -  | +15550001111
            0151 23456789                     | DE | +4915123456789
            (0151) 234 567-89                 | DE | +4915123456789
            0664 1234567                      | AT | +436641234567
            (415) 555-1212                    | US | +14155551212
            1-415-555-1212                    | US | +14155551212
            011 49 151 23456789               | US | +4915123456789
            07911 123456                      | GB | +447911123456
            4915123456789                     | DE | +4915123456789
            """)
    void readsNumbers(String stated, @Nullable String country, String number) {
        assertThat(phones.read(stated, country)).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            0151 23456789          | -
            (415) 555-1212         | -
            4155551212             | -
            4915123456789          | -
            (415) 555-1212         | FR
            0151 23456789          | US
            +49                    | -
            +4912345678901234567   | -
            +999 123456789         | -
            12345                  | DE
            call me                | DE
            +1-800-                | US
            """)
    void doesNotGuess(String stated, @Nullable String country) {
        assertThat(phones.read(stated, country)).isNull();
    }
}
