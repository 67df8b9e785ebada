package dev.homing.infra;

/** A field of the configuration is missing or wrong; the message names the field and says how to mend it. */
public final class ConfigException extends RuntimeException {
    public ConfigException(String field, String problemAndRemedy) {
        super(field + ": " + problemAndRemedy);
    }
}
