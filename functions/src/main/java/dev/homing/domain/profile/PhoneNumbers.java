package dev.homing.domain.profile;

import org.jspecify.annotations.Nullable;

/** Reads phone numbers. What is a number in which country changes every few weeks, and somebody else keeps count of it. */
public interface PhoneNumbers {
    /**
     * @param stated as people write it
     * @param country where a number without a country code is from: two letters of ISO 3166-1; null where nobody knows
     * @return in E.164, such as {@code +4915112345678}; null where it is no number that can be called, or there is no telling in which country
     */
    @Nullable
    String read(String stated, @Nullable String country);
}
