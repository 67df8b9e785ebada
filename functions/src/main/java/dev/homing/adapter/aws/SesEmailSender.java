package dev.homing.adapter.aws;

import dev.homing.app.port.Sender;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.AccountSuspendedException;
import software.amazon.awssdk.services.sesv2.model.BadRequestException;
import software.amazon.awssdk.services.sesv2.model.Body;
import software.amazon.awssdk.services.sesv2.model.Content;
import software.amazon.awssdk.services.sesv2.model.LimitExceededException;
import software.amazon.awssdk.services.sesv2.model.MailFromDomainNotVerifiedException;
import software.amazon.awssdk.services.sesv2.model.Message;
import software.amazon.awssdk.services.sesv2.model.MessageHeader;
import software.amazon.awssdk.services.sesv2.model.MessageRejectedException;
import software.amazon.awssdk.services.sesv2.model.MessageTag;
import software.amazon.awssdk.services.sesv2.model.NotFoundException;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;
import software.amazon.awssdk.services.sesv2.model.SendingPausedException;
import software.amazon.awssdk.services.sesv2.model.SesV2Exception;

/**
 * Email by SES. What SES says decides what becomes of the message; where it says nothing, or only that something went wrong, the exception
 * goes on, as nobody knows whether the message left.
 */
public final class SesEmailSender implements Sender {
    private static final String CHARSET = "UTF-8";
    private static final int LONGEST_TAG = 256;

    /** Bytes whose encoding fits the 75 characters of an encoded word (RFC 2047). */
    private static final int LONGEST_ENCODED_WORD = 45;

    private static final int SERVICE_UNAVAILABLE = 503;

    private final SesV2Client client;
    private final String configurationSet;

    /**
     * @param client {@link AwsClients#ses}: one that does not send again by itself
     * @param configurationSet publishes what becomes of messages
     */
    public SesEmailSender(SesV2Client client, String configurationSet) {
        this.client = client;
        this.configurationSet = configurationSet;
    }

    @Override
    public Result send(Outgoing message) {
        if (!(message instanceof Outgoing.Email email)) {
            throw new IllegalArgumentException("SES sends email only");
        }
        try {
            return new Result.Sent(client.sendEmail(request(email)).messageId());
        } catch (MailFromDomainNotVerifiedException e) {
            return new Result.Refused(said(Code.SENDER_NOT_VERIFIED, e));
        } catch (MessageRejectedException e) {
            // The same exception for the sandbox, an unverified sender and refused content: only its text tells them
            // apart.
            boolean unverified = details(e).contains("not verified");
            return new Result.Refused(said(unverified ? Code.SENDER_NOT_VERIFIED : Code.PROVIDER_REFUSED, e));
        } catch (BadRequestException | NotFoundException e) {
            return new Result.Refused(said(Code.PROVIDER_REFUSED, e));
        } catch (LimitExceededException e) {
            return new Result.TryLater(said(Code.THROTTLED, e));
        } catch (SendingPausedException e) {
            return new Result.TryLater(said(Code.SENDING_PAUSED, e));
        } catch (AccountSuspendedException e) {
            return new Result.TryLater(said(Code.ACCOUNT_BLOCKED, e));
        } catch (SesV2Exception e) {
            if (e.isThrottlingException()) {
                return new Result.TryLater(said(Code.THROTTLED, e));
            }
            if (e.statusCode() == SERVICE_UNAVAILABLE) {
                return new Result.TryLater(said(Code.PROVIDER_UNAVAILABLE, e));
            }
            throw e;
        } catch (SdkClientException e) {
            if (neverConnected(e)) {
                return new Result.TryLater(
                        Reason.of(Code.PROVIDER_UNAVAILABLE).withDetails("not reached: " + e.getMessage()));
            }
            throw e;
        }
    }

    private SendEmailRequest request(Outgoing.Email email) {
        SendEmailRequest.Builder request = SendEmailRequest.builder()
                .fromEmailAddress(encoded(email.from()))
                .destination(destination -> destination.toAddresses(email.to()))
                .content(content -> content.simple(simple(email)))
                .configurationSetName(configurationSet)
                .emailTags(
                        tag("message", email.tags().message().toString()),
                        tag("campaign", email.tags().campaign()),
                        tag("step", email.tags().step()));
        if (email.replyTo() != null) {
            request.replyToAddresses(email.replyTo());
        }
        return request.build();
    }

    /**
     * A sender as a header may hold it: SES takes a name with letters beyond ASCII in RFC 2047's encoding only.
     *
     * @see <a href="https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html">SendEmail, FromEmailAddress</a>
     */
    static String encoded(String from) {
        int address = from.lastIndexOf('<');
        if (address < 1 || from.chars().allMatch(c -> c < 0x80)) {
            return from;
        }
        String name = from.substring(0, address).strip().replaceAll("^\"|\"$", "");
        StringBuilder encoded = new StringBuilder();
        StringBuilder word = new StringBuilder();
        name.codePoints().forEach(letter -> {
            if ((word + Character.toString(letter)).getBytes(StandardCharsets.UTF_8).length > LONGEST_ENCODED_WORD) {
                encoded.append(encodedWord(word.toString())).append(' ');
                word.setLength(0);
            }
            word.appendCodePoint(letter);
        });
        return encoded.append(encodedWord(word.toString()))
                .append(' ')
                .append(from.substring(address))
                .toString();
    }

    private static String encodedWord(String word) {
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(word.getBytes(StandardCharsets.UTF_8)) + "?=";
    }

    private static Message simple(Outgoing.Email email) {
        List<MessageHeader> headers = email.headers().entrySet().stream()
                .map(header -> MessageHeader.builder()
                        .name(header.getKey())
                        .value(header.getValue())
                        .build())
                .toList();
        return Message.builder()
                .subject(content(email.subject()))
                .body(Body.builder()
                        .html(content(email.html()))
                        .text(content(email.text()))
                        .build())
                .headers(headers)
                .build();
    }

    private static Content content(String text) {
        return Content.builder().data(text).charset(CHARSET).build();
    }

    /** A tag's value: ASCII letters, digits, underscores and dashes (SES API, MessageTag); anything else would have the email refused. */
    private static MessageTag tag(String name, String value) {
        String clean = value.replaceAll("[^A-Za-z0-9_-]", "_");
        return MessageTag.builder()
                .name(name)
                .value(clean.length() <= LONGEST_TAG ? clean : clean.substring(0, LONGEST_TAG))
                .build();
    }

    private static boolean neverConnected(Throwable e) {
        for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
                return true;
            }
        }
        return false;
    }

    private static Reason said(Code code, SesV2Exception e) {
        return Reason.of(code).withDetails(details(e));
    }

    private static String details(SesV2Exception e) {
        String message = e.awsErrorDetails() == null
                ? e.getMessage()
                : e.awsErrorDetails().errorMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
