package software.amazon.awssdk.core.interceptor;

import java.util.ArrayList;
import java.util.List;

/**
 * The interceptors that jars on the class path bring along: none. In the place of the SDK's class of this name, which looks
 * for their names in every jar, twice for each client.
 */
public final class ClasspathInterceptorChainFactory {
    public List<ExecutionInterceptor> getInterceptors(String resource) {
        return new ArrayList<>();
    }

    public List<ExecutionInterceptor> getGlobalInterceptors() {
        return new ArrayList<>();
    }
}
