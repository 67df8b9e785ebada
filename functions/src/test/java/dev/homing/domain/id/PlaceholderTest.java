package dev.homing.domain.id;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "undefined",
                "Undefined",
                " undefined ",
                "\"undefined\"",
                "null",
                "NULL",
                "'null'",
                "nil",
                "None",
                "NaN",
                "nan",
                "void",
                "[object Object]",
                "[Object object]",
                "[object Undefined]",
                "{}",
                "[]",
                "(null)",
                "<nil>",
                "Infinity",
                "true",
                "FALSE",
                "anonymous",
                "Guest",
                "user",
                "customer",
                "Unknown",
                "n/a",
                "N/A",
                "NA",
                "-",
                "--",
                "...",
                "_",
                "0",
                "00",
                "000000",
                "0.0",
                "-0",
                "-1",
                "-99",
                "00000000-0000-0000-0000-000000000000",
                "{00000000-0000-0000-0000-000000000000}",
                "ffffffff-ffff-ffff-ffff-ffffffffffff",
                "11111111-1111-1111-1111-111111111111",
                "xxx",
                "aaaaaaa",
                "99999999",
                "distinct_id",
                "distinctId",
                "user_id",
                "userId",
                "customer_id",
                "anonymous_id",
                "id",
                "email",
                "not set",
                "(not set)",
                "not_authenticated",
                "{{user_id}}",
                "{{ user.id }}",
                "${user.id}",
                "%USER_ID%",
                "<user_id>",
                "<%= user.id %>",
                "{user_id}",
                ":user_id",
                "undefined-undefined",
                "null null",
                "undefined:null",
                "“undefined”",
                "",
                "  ",
                "\"\""
            })
    void isNobodysId(String text) {
        assertThat(Placeholder.isId(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "7",
                "11",
                "111",
                "4711",
                "1000000",
                "u1",
                "ada",
                "test",
                "a",
                "aa",
                "0a",
                "x1",
                "nullable",
                "undefined1",
                "user-1",
                "user_4711",
                "guest-4711",
                "ada@example.com",
                "00000000-0000-0000-0000-000000000001",
                "cus_Nffrfeugh",
                "gid://shopify/Customer/7",
                "Nil-4",
                "anna",
                "true-north",
                "email:ada",
                "noël",
                "null@example.com",
                "001"
            })
    void mayBeSomebodysId(String text) {
        assertThat(Placeholder.isId(text)).isFalse();
    }
}
