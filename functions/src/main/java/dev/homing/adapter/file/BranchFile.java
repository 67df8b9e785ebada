package dev.homing.adapter.file;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.domain.condition.Resolved;
import dev.homing.domain.flow.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where ways part without a message, as people write it: by conditions,
 * {@code "cases": [{ "name": "VIP", "if": { ... }, "next": "a" }], "otherwise": "b"}, or by chance,
 * {@code "arms": [{ "name": "A", "weight": 1, "next": "a" }, { "name": "B", "weight": 1, "next": "b" }]}.
 */
final class BranchFile {
    private static final String CASES = "cases";
    private static final String IF = "if";
    private static final String ARMS = "arms";
    private static final String WEIGHT = "weight";
    private static final String NAME = "name";

    private static final int MOST_CASES = 20;
    private static final int MOST_ARMS = 10;
    private static final int HEAVIEST = 1_000;

    private BranchFile() {}

    static Node.Branch branch(String id, String name, CampaignFileFields fields) {
        List<Node.Branch.Case> cases = new ArrayList<>();
        for (CampaignFileFields one : several(fields, CASES, 1, MOST_CASES)) {
            cases.add(new Node.Branch.Case(
                    one.shortText(NAME, CampaignFileReader.LONGEST_NAME),
                    Resolved.of(ConditionFile.read(one, IF, ConditionFile.About.CUSTOMER_AND_EVENT)),
                    one.text(FlowFile.NEXT)));
            one.onlyKnown();
        }
        if (cases.isEmpty()) {
            cases.add(new Node.Branch.Case("", Resolved.EVERYONE, ""));
        }
        return new Node.Branch(id, name, cases, fields.text(FlowFile.OTHERWISE));
    }

    static Node.Split split(String id, String name, CampaignFileFields fields) {
        List<Node.Split.Arm> arms = new ArrayList<>();
        for (CampaignFileFields one : several(fields, ARMS, 2, MOST_ARMS)) {
            Integer weight = one.number(WEIGHT, 1, HEAVIEST);
            arms.add(new Node.Split.Arm(
                    one.shortText(NAME, CampaignFileReader.LONGEST_NAME),
                    weight == null ? 1 : weight,
                    one.text(FlowFile.NEXT)));
            one.onlyKnown();
        }
        while (arms.size() < 2) {
            arms.add(new Node.Split.Arm("", 1, ""));
        }
        return new Node.Split(id, name, arms);
    }

    /** The objects of a list, whose names differ. */
    private static List<CampaignFileFields> several(CampaignFileFields fields, String list, int least, int most) {
        int before = fields.problemCount();
        List<CampaignFileFields> several = fields.objects(list, NAME);
        boolean readable = fields.problemCount() == before;
        if (readable && (several.size() < least || several.size() > most)) {
            fields.problem(list, "has " + several.size() + " entries; it needs from " + least + " to " + most);
        }
        Set<String> names = new HashSet<>();
        for (CampaignFileFields one : several) {
            String name = one.optionalText(NAME);
            if (name != null && !names.add(name)) {
                one.problem(NAME, "\"" + name + "\" is the name of another one too; names must differ");
            }
        }
        return several;
    }

    static void write(Node.Branch branch, ObjectNode json) {
        ArrayNode cases = json.putArray(CASES);
        for (Node.Branch.Case one : branch.cases()) {
            ObjectNode written = cases.addObject().put(NAME, one.name());
            written.set(IF, ConditionFile.write(one.condition().condition()));
            written.put(FlowFile.NEXT, one.next());
        }
        json.put(FlowFile.OTHERWISE, branch.otherwise());
    }

    static void write(Node.Split split, ObjectNode json) {
        ArrayNode arms = json.putArray(ARMS);
        for (Node.Split.Arm arm : split.arms()) {
            arms.addObject().put(NAME, arm.name()).put(WEIGHT, arm.weight()).put(FlowFile.NEXT, arm.next());
        }
    }
}
