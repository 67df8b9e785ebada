package dev.homing.infra;

/**
 * @param field its whole path, such as {@code environments.production.shop.timeZone}
 * @param wrong such as {@code is missing}
 * @param remedy what would do
 */
public record ConfigProblem(String field, String wrong, String remedy) {
    @Override
    public String toString() {
        return field + ": " + wrong + "; " + remedy;
    }
}
