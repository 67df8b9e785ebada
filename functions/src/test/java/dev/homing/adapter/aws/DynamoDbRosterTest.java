package dev.homing.adapter.aws;

import dev.homing.app.SideBySide;
import dev.homing.app.port.Roster;
import dev.homing.app.port.RosterContract;
import dev.homing.app.port.Runs;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnEmulator.class)
class DynamoDbRosterTest extends RosterContract {
    @Override
    protected Roster roster() {
        return roster(2_000);
    }

    @Override
    protected Runs runs() {
        return new DynamoDbRuns(OnEmulator.clients().dynamoDb(), OnEmulator.ACTIVITY);
    }

    private static Roster roster(int mostLookedAt) {
        return new DynamoDbRoster(
                OnEmulator.clients().dynamoDb(), OnEmulator.ACTIVITY, SideBySide.ONE_BY_ONE, mostLookedAt);
    }

    /** A campaign that is so large that a filter is not through it in one call. */
    @Nested
    class LookingAtOneRunOfALaneAtATime extends RosterContract {
        @Override
        protected Roster roster() {
            return DynamoDbRosterTest.roster(1);
        }

        @Override
        protected Runs runs() {
            return DynamoDbRosterTest.this.runs();
        }
    }
}
