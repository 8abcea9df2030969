package io.github.bedrockcli.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import java.time.Instant;
import software.amazon.awssdk.services.ssooidc.model.CreateTokenResponse;

/** A token as it is kept: the members that botocore and the AWS CLI write, in their order. */
final class SsoToken {
    /** It goes into a header, and those of the service end at some kilobytes. */
    private static final int LONGEST = 65_536;

    private SsoToken() {}

    static ObjectNode of(
            SsoSession session, SsoRegistration registration, CreateTokenResponse reply, Instant received) {
        ObjectNode token = Json.object().put("startUrl", session.startUrl()).put("region", session.region());
        put(token, reply, received);
        ObjectNode whole = Json.object();
        whole.setAll(token);
        whole.remove("refreshToken");
        whole.put("clientId", registration.id())
                .put("clientSecret", registration.secret())
                .put("registrationExpiresAt", CacheFiles.time(registration.expires()));
        if (token.has("refreshToken")) {
            whole.set("refreshToken", token.get("refreshToken"));
        }
        return whole;
    }

    /**
     * Puts what CreateToken answered in place of what was known; a refresh token stays unless there is a new one.
     *
     * @throws BedrockException when the reply holds no token, or one that has no time
     */
    static void put(ObjectNode token, CreateTokenResponse reply, Instant received) {
        String access = reply.accessToken();
        Integer seconds = reply.expiresIn();
        boolean usable = access != null && !access.isBlank() && access.length() <= LONGEST && Text.fitsHeader(access);
        if (access == null || !usable || seconds == null || seconds <= 0) {
            throw SsoRefusals.incomplete("the reply to CreateToken has no token that can be used");
        }
        token.put("accessToken", access);
        token.put("expiresAt", CacheFiles.time(received.plusSeconds(seconds)));
        if (reply.refreshToken() != null) {
            token.put("refreshToken", reply.refreshToken());
        }
    }
}
