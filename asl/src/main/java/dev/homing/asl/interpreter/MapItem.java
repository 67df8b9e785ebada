package dev.homing.asl.interpreter;

import com.fasterxml.jackson.databind.JsonNode;

/** {@code $states.context.Map.Item}: which item a run of a Map's processor is for. */
record MapItem(int index, JsonNode value) {}
