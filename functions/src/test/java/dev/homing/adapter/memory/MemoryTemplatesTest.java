package dev.homing.adapter.memory;

import dev.homing.app.port.Templates;
import dev.homing.app.port.TemplatesContract;

class MemoryTemplatesTest extends TemplatesContract {
    private final Templates templates = new MemoryTemplates();

    @Override
    protected Templates templates() {
        return templates;
    }
}
