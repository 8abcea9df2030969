package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.AsyncRequest;
import java.util.List;

/**
 * An asynchronous invocation that is ready to be started.
 *
 * @param remarks what to say of it once it is
 */
record AsyncStart(AsyncRequest request, List<String> remarks) {}
