package dev.homing.adapter.memory;

import dev.homing.app.port.Timeline;
import dev.homing.app.port.TimelineContract;

class MemoryTimelineTest extends TimelineContract {
    private final Timeline timeline = new MemoryTimeline();

    @Override
    protected Timeline timeline() {
        return timeline;
    }
}
