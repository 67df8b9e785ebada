package dev.homing.infra;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.ApplicationLogLevel;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.SystemLogLevel;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * One handler of the functions' zip, with a role and a log group of its own. It may do nothing but write its
 * log, which holds its metrics, and begins with the one variable for those; the resources that it uses give it the rest of both.
 */
final class HomingFunction extends Construct implements IGrantable {
    /** Memory buys processor: 1,769 MB a whole one. Who waits for queues costs least at little of it; docs/performance.md has the numbers. */
    private static final int WORKER_MEGABYTES = 512;

    private static final int RESPONDER_MEGABYTES = 1024;

    private final Function function;
    private final IFunction target;
    private final Role role;
    private final Duration timeout;
    private final ILogGroup logGroup;

    /** What all functions of an environment have in common. */
    record Packaged(Code code, RetentionDays logRetention, String metricsNamespace) {
        static Packaged of(Config config) {
            return new Packaged(
                    Code.fromAsset(config.lambdaZip().toString()), config.logRetention(), config.metricsNamespace());
        }

        /** A function whose cold start keeps nobody waiting: it reads from a queue or a stream, or a machine calls it. */
        HomingFunction worker(Construct scope, String handler, Duration timeout) {
            return new HomingFunction(scope, handler, this, timeout, false);
        }

        /**
         * A function that a person waits for: started from a snapshot, behind an alias. What it reads while it starts, it
         * keeps until the next deployment.
         */
        HomingFunction responder(Construct scope, String handler, Duration timeout) {
            return new HomingFunction(scope, handler, this, timeout, true);
        }
    }

    private HomingFunction(Construct scope, String handler, Packaged packaged, Duration timeout, boolean snapStart) {
        super(scope, handler);
        this.timeout = timeout;
        logGroup = LogGroup.Builder.create(this, "Log")
                .retention(packaged.logRetention())
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        role = Role.Builder.create(this, "Role")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .build();
        logGroup.grantWrite(role);
        Function.Builder builder = Function.Builder.create(this, "Function")
                .runtime(Runtime.JAVA_25)
                .architecture(Architecture.ARM_64)
                .code(packaged.code())
                .handler("dev.homing.lambda." + handler + "::handleRequest")
                .description("Homing: " + handler)
                .memorySize(snapStart ? RESPONDER_MEGABYTES : WORKER_MEGABYTES)
                .timeout(timeout)
                .role(role)
                .environment(Map.of("METRICS_NAMESPACE", packaged.metricsNamespace()))
                .logGroup(logGroup)
                .loggingFormat(LoggingFormat.JSON)
                .applicationLogLevelV2(ApplicationLogLevel.INFO)
                .systemLogLevelV2(SystemLogLevel.WARN)
                .tracing(Tracing.DISABLED);
        if (snapStart) {
            function = builder.snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS).build();
            Annotations.of(function)
                    .acknowledgeWarning(
                            "@aws-cdk/aws-lambda:snapStartRequirePublish", "The live alias publishes its version.");
            target = Alias.Builder.create(this, "Live")
                    .aliasName("live")
                    .version(function.getCurrentVersion())
                    .build();
        } else {
            function = builder.build();
            target = function;
        }
    }

    /** @param value what the function reads from its environment */
    void variable(String name, String value) {
        function.addEnvironment(name, value);
    }

    /**
     * Keeps a flood from taking what the account has for all functions together.
     *
     * @param atOnce most invocations at a time, which are taken out of the account's; null: as many as the account allows
     */
    void atMost(@Nullable Integer atOnce) {
        if (atOnce != null) {
            ((CfnFunction) Objects.requireNonNull(function.getNode().getDefaultChild()))
                    .setReservedConcurrentExecutions(atOnce);
        }
    }

    /** @return what to invoke: the live alias where there is one */
    IFunction target() {
        return target;
    }

    /** @return for metrics, which count all versions together */
    Function function() {
        return function;
    }

    ILogGroup logGroup() {
        return logGroup;
    }

    Role role() {
        return role;
    }

    Duration timeout() {
        return timeout;
    }

    @Override
    public IPrincipal getGrantPrincipal() {
        return role;
    }

    /** Lets the function hand a service's role to that service, and to no other. */
    void mayPass(Role passed, String service) {
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of("iam:PassRole"))
                .resources(List.of(passed.getRoleArn()))
                .conditions(Map.of("StringEquals", Map.of("iam:PassedToService", service)))
                .build());
    }
}
