package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.internal.useragent.UserAgentLangValues;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.LocationTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;
import software.amazon.awssdk.http.auth.aws.internal.signer.util.SigningAlgorithm;
import software.amazon.awssdk.protocols.core.StringToInstant;
import software.amazon.awssdk.regions.EndpointTag;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceEndpointKey;
import software.amazon.awssdk.regions.ServiceMetadata;
import software.amazon.awssdk.utils.DateUtils;

/** The classes of libraries that the program has its own of answer as the libraries' do. */
final class StandInsTest {
    private static final List<List<EndpointTag>> TAGS = List.of(
            List.of(),
            List.of(EndpointTag.FIPS),
            List.of(EndpointTag.DUALSTACK),
            List.of(EndpointTag.FIPS, EndpointTag.DUALSTACK));

    /** The libraries without the program. */
    private static URLClassLoader libraries;

    @BeforeAll
    static void loadTheLibrariesAlone() throws MalformedURLException {
        List<URL> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (entry.endsWith(".jar")) {
                jars.add(Path.of(entry).toUri().toURL());
            }
        }
        libraries = new URLClassLoader(jars.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
    }

    @AfterAll
    static void close() throws IOException {
        libraries.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bedrock", "bedrock-runtime", "oidc", "portal.sso", "sts"})
    void servicesAreWhereTheSdkHasThem(String service) throws ReflectiveOperationException {
        for (Region region : regions()) {
            for (List<EndpointTag> tags : TAGS) {
                ServiceEndpointKey key =
                        ServiceEndpointKey.builder().region(region).tags(tags).build();
                ServiceMetadata ours = ServiceMetadata.of(service);
                assertThat(String.valueOf(ours.signingRegion(key)))
                        .as("signing region of %s in %s %s", service, region, tags)
                        .isEqualTo(theirs(service, "signingRegion", region, tags));
                assertThat(String.valueOf(ours.endpointFor(key)))
                        .as("endpoint of %s in %s %s", service, region, tags)
                        .isEqualTo(theirs(service, "endpointFor", region, tags));
            }
        }
        assertThat(String.valueOf(ServiceMetadata.of(service).regions())).isEqualTo(theirRegions(service));
    }

    /** All that the SDK knows, and some that it does not, in each partition and in none. */
    private static List<Region> regions() {
        List<Region> regions = new ArrayList<>(Region.regions());
        for (String unknown : List.of("us-east-9", "cn-south-9", "us-gov-north-9", "us-iso-east-9", "mars-1")) {
            regions.add(Region.of(unknown));
        }
        return regions;
    }

    private static Object metadata(String service) throws ReflectiveOperationException {
        Class<?> type = libraries.loadClass(ServiceMetadata.class.getName());
        return type.getMethod("of", String.class).invoke(null, service);
    }

    private static String theirRegions(String service) throws ReflectiveOperationException {
        Class<?> type = libraries.loadClass(ServiceMetadata.class.getName());
        return String.valueOf(type.getMethod("regions").invoke(metadata(service)));
    }

    private static String theirs(String service, String question, Region region, List<EndpointTag> tags)
            throws ReflectiveOperationException {
        Class<?> regionType = libraries.loadClass(Region.class.getName());
        Class<?> tagType = libraries.loadClass(EndpointTag.class.getName());
        Class<?> keyType = libraries.loadClass(ServiceEndpointKey.class.getName());
        Class<?> builderType = libraries.loadClass(ServiceEndpointKey.Builder.class.getName());
        List<Object> theirTags = new ArrayList<>();
        for (EndpointTag tag : tags) {
            theirTags.add(tagType.getMethod("of", String.class).invoke(null, tag.id()));
        }
        Object builder = keyType.getMethod("builder").invoke(null);
        builderType
                .getMethod("region", regionType)
                .invoke(builder, regionType.getMethod("of", String.class).invoke(null, region.id()));
        builderType.getMethod("tags", java.util.Collection.class).invoke(builder, theirTags);
        Object key = builderType.getMethod("build").invoke(builder);
        Class<?> type = libraries.loadClass(ServiceMetadata.class.getName());
        return String.valueOf(type.getMethod(question, keyType).invoke(metadata(service), key));
    }

    /** A library that changes such a class is noticed here. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "software.amazon.awssdk.regions.GeneratedServiceMetadataProvider",
                "software.amazon.awssdk.core.interceptor.ClasspathInterceptorChainFactory",
                "software.amazon.awssdk.core.internal.useragent.UserAgentLangValues",
                "software.amazon.awssdk.http.auth.aws.internal.signer.util.SigningAlgorithm",
                "software.amazon.awssdk.protocols.core.StringToInstant",
                "org.slf4j.LoggerFactory"
            })
    void standInsHaveThePublicMethodsOfWhatTheyStandFor(String name) throws ReflectiveOperationException {
        Class<?> ours = Class.forName(name);
        Class<?> theirs = libraries.loadClass(name);

        assertThat(ours).isNotEqualTo(theirs);
        assertThat(publicMethods(ours)).isEqualTo(publicMethods(theirs));
    }

    private static Set<String> publicMethods(Class<?> type) {
        Set<String> found = new TreeSet<>();
        for (Method method : type.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers())) {
                found.add(method.toString());
            }
        }
        return found;
    }

    @Test
    void noLibraryBringsInterceptors() throws IOException {
        for (String place : List.of("global/handlers", "services/bedrock", "services/bedrockruntime", "services/sts")) {
            String name = "software/amazon/awssdk/" + place + "/execution.interceptors";
            assertThat(Collections.list(libraries.getResources(name))).as(name).isEmpty();
        }
    }

    @Test
    void noOtherLanguageIsThere() throws ReflectiveOperationException {
        Class<?> theirs = libraries.loadClass(UserAgentLangValues.class.getName());

        assertThat(UserAgentLangValues.getAdditionalJvmLanguages())
                .isEqualTo(theirs.getMethod("getAdditionalJvmLanguages").invoke(null));
    }

    @Test
    void signaturesAreTheJdks() throws GeneralSecurityException {
        Random random = new Random(7);
        Mac ours = SigningAlgorithm.HMAC_SHA256.getMac();
        Mac theirs = Mac.getInstance(SigningAlgorithm.HMAC_SHA256.getAlgorithmName());
        assertThat(ours.getMacLength()).isEqualTo(theirs.getMacLength());
        // Shorter than a block of the hash, as long, and longer, which is hashed itself.
        for (int length = 1; length <= 200; length++) {
            byte[] key = new byte[length];
            random.nextBytes(key);
            byte[] data = new byte[random.nextInt(300)];
            random.nextBytes(data);
            for (Mac mac : List.of(ours, theirs)) {
                mac.init(new SecretKeySpec(key, "HMAC_SHA256"));
            }
            byte[] expected = theirs.doFinal(data);
            assertThat(ours.doFinal(data)).as("%d bytes of key", length).isEqualTo(expected);
            for (byte piece : data) {
                ours.update(piece);
            }
            assertThat(ours.doFinal()).as("again, byte by byte").isEqualTo(expected);
            ours.update(data);
            ours.reset();
            assertThat(ours.doFinal(data)).as("after a reset").isEqualTo(expected);
        }
    }

    @Test
    void aKeyThatDoesNotShowItselfIsRefused() {
        Key hidden = new SecretKeySpec(new byte[] {1}, "HMAC_SHA256") {
            @Override
            public byte[] getEncoded() {
                return null;
            }
        };

        assertThatThrownBy(() -> SigningAlgorithm.HMAC_SHA256.getMac().init(hidden))
                .isInstanceOf(InvalidKeyException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-15T00:00:00Z",
                "2024-02-29T23:59:59Z",
                "0000-01-01T00:00:00Z",
                "1969-12-31T23:59:59Z",
                "9999-12-31T23:59:59Z",
                "2026-01-15T00:00:00.125Z",
                "2026-01-15T01:00:00+01:00",
                "2026-01-15T00:00:00+0000",
                "2023-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-01-15T24:00:00Z",
                "2026-01-15T23:59:60Z",
                "2026-01-15 00:00:00Z",
                "2026-01-15T00:00:00z",
                "2026-01-15",
                "\u0662026-1-15T00:00:00Z",
                "soon",
                ""
            })
    void timesAreReadAsTheSdkReadsThem(String text) {
        SdkField<Instant> field = SdkField.builder(MarshallingType.INSTANT)
                .traits(LocationTrait.builder()
                        .location(MarshallLocation.PAYLOAD)
                        .locationName("createdAt")
                        .build())
                .build();
        StringToInstant ours = StringToInstant.create(Map.of(MarshallLocation.PAYLOAD, Format.ISO_8601));

        assertThat(outcome(() -> ours.convert(text, field))).isEqualTo(outcome(() -> DateUtils.parseIso8601Date(text)));
    }

    private static String outcome(Supplier<Instant> reading) {
        try {
            return reading.get().toString();
        } catch (RuntimeException e) {
            return e.toString();
        }
    }
}
