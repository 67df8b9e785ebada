package dev.homing.aws;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Runs a class's tests against {@link Deployment#running()}, and skips them where no image of an emulator is named. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OnAws.Extension.class)
@interface OnAws {
    /** Deploys once for all classes of this JVM; where a test fails, shows the end of the emulator's log. */
    final class Extension implements ExecutionCondition, BeforeAllCallback, TestWatcher {
        private static @Nullable String image() {
            String image = System.getenv("HOMING_AWS_IMAGE");
            return image == null || image.isBlank() ? null : image;
        }

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (image() != null) {
                return ConditionEvaluationResult.enabled("An image is named");
            }
            String how =
                    "HOMING_AWS_IMAGE names no emulator; run: aws-tests/with-docker mvn verify (docs/aws-emulators.md)";
            if (context.getTestMethod().isEmpty() && context.getTestClass().isPresent()) {
                System.out.println("Skipped " + context.getDisplayName() + ": " + how);
            }
            return ConditionEvaluationResult.disabled(how);
        }

        @Override
        public void beforeAll(ExtensionContext context) throws Exception {
            String image = image();
            if (image != null) {
                context.getRoot()
                        .getStore(ExtensionContext.Namespace.GLOBAL)
                        .put(Deployment.class, Deployment.start(image));
            }
        }

        @Override
        public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
            System.err.println(context.getDisplayName() + " failed; the end of the emulator's log:\n"
                    + Deployment.running().keptLog());
        }
    }
}
