package dev.homing.infra;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import io.github.cdklabs.cdknag.RegexAppliesTo;
import java.util.Arrays;
import java.util.List;
import software.constructs.IConstruct;

/** Findings of cdk-nag that are meant to be so, each with its reason, on the resource that it is about. */
final class Accepted {
    private Accepted() {}

    static void finding(IConstruct resource, String rule, String reason) {
        NagSuppressions.addResourceSuppressions(
                resource,
                List.of(NagPackSuppression.builder().id(rule).reason(reason).build()),
                true);
    }

    /**
     * A wildcard in a policy.
     *
     * @param holder role whose policies, as they are now, hold it: to be called after the grant
     * @param resources regular expressions, each for the whole of a resource's ARN as cdk-nag prints it
     */
    static void wildcard(IConstruct holder, String reason, String... resources) {
        NagSuppressions.addResourceSuppressions(
                holder,
                List.of(NagPackSuppression.builder()
                        .id("AwsSolutions-IAM5")
                        .reason(reason)
                        .appliesTo(Arrays.stream(resources)
                                .map(resource -> RegexAppliesTo.builder()
                                        .regex("/^Resource::" + resource + "$/")
                                        .build())
                                .toList())
                        .build()),
                true);
    }
}
