package dev.homing.aws;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/** AWS's SDK for services that whoever deploys Homing calls, and Homing itself does not. */
final class Sdk implements AutoCloseable {
    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private final CloudFormationClient cloudFormation;
    private final CognitoIdentityProviderClient cognito;
    private final IamClient iam;
    private final LambdaClient lambda;
    private final S3Client s3;
    private final DynamoDbStreamsClient streams;
    private final StsClient sts;

    Sdk(URI endpoint) {
        cloudFormation = built(CloudFormationClient.builder(), endpoint);
        cognito = built(CognitoIdentityProviderClient.builder(), endpoint);
        iam = built(IamClient.builder(), endpoint);
        lambda = built(LambdaClient.builder(), endpoint);
        s3 = built(S3Client.builder().forcePathStyle(true), endpoint);
        streams = built(DynamoDbStreamsClient.builder(), endpoint);
        sts = built(StsClient.builder(), endpoint);
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C built(B builder, URI endpoint) {
        return builder.httpClient(http)
                .endpointOverride(endpoint)
                .region(Region.of(Deployment.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
    }

    CloudFormationClient cloudFormation() {
        return cloudFormation;
    }

    CognitoIdentityProviderClient cognito() {
        return cognito;
    }

    IamClient iam() {
        return iam;
    }

    LambdaClient lambda() {
        return lambda;
    }

    S3Client s3() {
        return s3;
    }

    DynamoDbStreamsClient streams() {
        return streams;
    }

    StsClient sts() {
        return sts;
    }

    @Override
    public void close() {
        cloudFormation.close();
        cognito.close();
        iam.close();
        lambda.close();
        s3.close();
        streams.close();
        sts.close();
        http.close();
    }
}
