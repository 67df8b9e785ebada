package dev.homing.infra;

import software.amazon.awscdk.services.dynamodb.ITable;

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
        table.grant(function, READ);
        function.variable(variable, table.getTableName());
    }

    /** For what a person asks for that has to look at everything. */
    void scannedBy(HomingFunction function) {
        table.grant(function, "dynamodb:Scan");
        function.variable(variable, table.getTableName());
    }

    void writtenBy(HomingFunction function) {
        table.grant(function, READ_AND_WRITE);
        function.variable(variable, table.getTableName());
    }
}
