package dev.homing.infra;

import java.util.List;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.cognito.AccountRecovery;
import software.amazon.awscdk.services.cognito.CfnUserPoolGroup;
import software.amazon.awscdk.services.cognito.CognitoDomainOptions;
import software.amazon.awscdk.services.cognito.IUserPool;
import software.amazon.awscdk.services.cognito.Mfa;
import software.amazon.awscdk.services.cognito.MfaSecondFactor;
import software.amazon.awscdk.services.cognito.PasswordPolicy;
import software.amazon.awscdk.services.cognito.SignInAliases;
import software.amazon.awscdk.services.cognito.UserInvitationConfig;
import software.amazon.awscdk.services.cognito.UserPool;
import software.amazon.awscdk.services.cognito.UserPoolDomain;
import software.amazon.awscdk.services.cognito.UserPoolDomainOptions;
import software.constructs.Construct;

/** Who may sign in to the admin page, and what they may do there. People are invited, never sign up. */
final class Staff extends Construct {
    /** Each can do what the one before can; the admin API asks for them by these names. */
    private static final List<String> ROLES = List.of("viewer", "editor", "approver", "admin");

    private final UserPool pool;
    private final UserPoolDomain domain;

    Staff(Construct scope, String id, Config config) {
        super(scope, id);
        pool = UserPool.Builder.create(this, "Pool")
                .selfSignUpEnabled(false)
                .signInAliases(SignInAliases.builder().email(true).build())
                .signInCaseSensitive(false)
                .passwordPolicy(PasswordPolicy.builder()
                        .minLength(12)
                        .requireLowercase(true)
                        .requireUppercase(true)
                        .requireDigits(true)
                        .requireSymbols(true)
                        .tempPasswordValidity(Duration.days(3))
                        .build())
                .mfa(Mfa.REQUIRED)
                .mfaSecondFactor(MfaSecondFactor.builder().otp(true).sms(false).build())
                .accountRecovery(AccountRecovery.EMAIL_ONLY)
                .userInvitation(UserInvitationConfig.builder()
                        .emailSubject(
                                "Your access to Homing for " + config.shop().name())
                        .emailBody(
                                "Hello {username}, sign in to Homing with this password, and choose your own: {####}")
                        .build())
                .deletionProtection(true)
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
        Accepted.finding(
                pool,
                "AwsSolutions-COG3",
                "Threat protection is in Cognito's Plus plan, paid for each person a month; a second factor is required"
                        + " of everyone instead, and nobody can sign up.");
        // Domain prefixes are shared by all accounts of a region.
        domain = pool.addDomain(
                "SignIn",
                UserPoolDomainOptions.builder()
                        .cognitoDomain(CognitoDomainOptions.builder()
                                .domainPrefix("homing-" + config.environment() + "-" + Aws.ACCOUNT_ID)
                                .build())
                        .build());
        for (String role : ROLES) {
            CfnUserPoolGroup.Builder.create(this, Character.toUpperCase(role.charAt(0)) + role.substring(1) + "Group")
                    .userPoolId(pool.getUserPoolId())
                    .groupName(role)
                    .build()
                    .applyRemovalPolicy(RemovalPolicy.RETAIN);
        }
    }

    IUserPool pool() {
        return pool;
    }

    /** @return the hosted sign-in, without a slash at the end */
    String signInUrl() {
        return domain.baseUrl();
    }
}
