package dev.homing.infra;

import software.amazon.awscdk.services.secretsmanager.ISecret;

/** The one secret; its JSON is described in {@link DataStack}. */
record KeptSecret(ISecret secret) {
    void readBy(HomingFunction function) {
        secret.grantRead(function);
        function.variable("SECRET_ID", secret.getSecretArn());
    }
}
