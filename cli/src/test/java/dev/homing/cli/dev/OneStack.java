package dev.homing.cli.dev;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests a {@link DevClient} of one development stack, on free ports, for all test classes of the JVM. */
final class OneStack implements ParameterResolver {
    private record Running(DevStack stack) implements AutoCloseable {
        static Running start() {
            DevOptions options = new DevOptions(0, 0, false, null, Path.of(".."), Clock.systemUTC());
            return new Running(DevStack.start(options, _ -> {}));
        }

        @Override
        public void close() {
            stack.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(DevClient.class);
    }

    @Override
    public DevClient resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return new DevClient(context.getRoot()
                .getStore(ExtensionContext.Namespace.create(OneStack.class))
                .getOrComputeIfAbsent(Running.class, _ -> Running.start(), Running.class)
                .stack());
    }
}
