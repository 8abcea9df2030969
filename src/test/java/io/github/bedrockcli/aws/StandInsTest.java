package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.internal.useragent.UserAgentLangValues;
import software.amazon.awssdk.regions.EndpointTag;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceEndpointKey;
import software.amazon.awssdk.regions.ServiceMetadata;

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
}
