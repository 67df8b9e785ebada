package dev.homing.infra;

import software.amazon.awscdk.services.secretsmanager.ISecret;

/**
 * A secret's JSON is described in {@link DataStack}.
 *
 * @param variable by which functions find it
 */
record KeptSecret(ISecret secret, String variable) {
    void readBy(HomingFunction function) {
        secret.grantRead(function);
        function.variable(variable, secret.getSecretArn());
    }

    /** By whoever makes what it holds. */
    void madeBy(HomingFunction function) {
        readBy(function);
        secret.grantWrite(function);
    }
}
