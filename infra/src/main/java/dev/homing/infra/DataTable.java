package dev.homing.infra;

import java.util.List;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.GrantOnPrincipalOptions;

/**
 * A table and the environment variable that functions find it by. Access and variable are given in one call, so that a
 * function has neither without the other.
 */
record DataTable(ITable table, String variable) {
    private static final String[] READ = {"dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"};

    /**
     * No Scan: nothing that happens by itself may cost as much as the shop is large. No batches, no transactions: conditions do.
     */
    private static final String[] READ_AND_WRITE = {
        "dynamodb:GetItem",
        "dynamodb:BatchGetItem",
        "dynamodb:Query",
        "dynamodb:PutItem",
        "dynamodb:UpdateItem",
        "dynamodb:DeleteItem"
    };

    void readBy(HomingFunction function) {
        grant(function, table.getTableArn(), READ);
        function.variable(variable, table.getTableName());
    }

    /** For what a person asks for that has to look at everything. */
    void scannedBy(HomingFunction function) {
        grant(function, table.getTableArn(), "dynamodb:Scan");
        function.variable(variable, table.getTableName());
    }

    /** For estimates of how much lies in it. */
    void describedTo(HomingFunction function) {
        grant(function, table.getTableArn(), "dynamodb:DescribeTable");
    }

    void writtenBy(HomingFunction function) {
        grant(function, table.getTableArn(), READ_AND_WRITE);
        function.variable(variable, table.getTableName());
    }

    /** For lists that no key of the table leads to. */
    void indexReadBy(HomingFunction function, String index) {
        grant(function, table.getTableArn() + "/index/" + index, "dynamodb:Query");
    }

    /** On this resource alone; what the library grants on a table holds for all of its indexes as well. */
    private static void grant(HomingFunction function, String arn, String... actions) {
        Grant.addToPrincipal(GrantOnPrincipalOptions.builder()
                .grantee(function)
                .actions(List.of(actions))
                .resourceArns(List.of(arn))
                .build());
    }
}
