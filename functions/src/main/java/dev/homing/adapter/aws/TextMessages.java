package dev.homing.adapter.aws;

import dev.homing.app.port.Sender;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What AWS's two services for text messages have in common. */
final class TextMessages {
    private static final int SERVICE_UNAVAILABLE = 503;

    private TextMessages() {}

    /** The text message of what is to be sent; anything else is a bug. */
    static Sender.Outgoing.Sms of(Sender.Outgoing message) {
        return switch (message) {
            case Sender.Outgoing.Sms sms -> sms;
            case Sender.Outgoing.Email _, Sender.Outgoing.WhatsApp _, Sender.Outgoing.Push _ ->
                throw new IllegalArgumentException("Only text messages go by SMS");
        };
    }

    /** As the services write a price: without an exponent; null: none is given. */
    static @Nullable String price(@Nullable BigDecimal dollars) {
        return dollars == null ? null : dollars.toPlainString();
    }

    /**
     * What an error means that says nothing of this message.
     *
     * @throws AwsServiceException where nobody knows whether the message left
     */
    static Sender.Result general(AwsServiceException e) {
        if (e.isThrottlingException()) {
            return later(Code.THROTTLED, e);
        }
        if (e.statusCode() == SERVICE_UNAVAILABLE) {
            return later(Code.PROVIDER_UNAVAILABLE, e);
        }
        throw e;
    }

    /**
     * Where there was no answer.
     *
     * @throws SdkClientException where nobody knows whether the message left
     */
    static Sender.Result unanswered(SdkClientException e) {
        for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
                return new Sender.Result.TryLater(
                        Reason.of(Code.PROVIDER_UNAVAILABLE).withDetails("not reached: " + e.getMessage()));
            }
        }
        throw e;
    }

    static Sender.Result refused(Code code, AwsServiceException e) {
        return new Sender.Result.Refused(Reason.of(code).withDetails(details(e)));
    }

    static Sender.Result later(Code code, AwsServiceException e) {
        return new Sender.Result.TryLater(Reason.of(code).withDetails(details(e)));
    }

    private static String details(AwsServiceException e) {
        String message = e.awsErrorDetails() == null
                ? e.getMessage()
                : e.awsErrorDetails().errorMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
